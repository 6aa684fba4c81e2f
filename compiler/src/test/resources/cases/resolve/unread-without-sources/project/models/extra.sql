select order_id from {{ source('rawe', 'orders') }}
