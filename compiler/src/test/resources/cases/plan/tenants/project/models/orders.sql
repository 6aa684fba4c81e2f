select customer_id, page from {{ source('raw', 'visits') }}
