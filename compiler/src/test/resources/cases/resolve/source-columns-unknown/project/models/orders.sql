select order_id + 1 as next_id, amount from {{ source('raw', 'orders') }}
