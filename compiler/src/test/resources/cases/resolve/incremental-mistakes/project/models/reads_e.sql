select order_id from {{ ref('e') }}
