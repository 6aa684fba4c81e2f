select visit_id, customer_id, seen_on from {{ source('web', 'visits') }}
