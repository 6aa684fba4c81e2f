select order_id as id, amount from {{ ref('orders') }}
