select cast(order_id as strng) as a, cast(order_id as intger) as b from {{ ref('orders') }}
