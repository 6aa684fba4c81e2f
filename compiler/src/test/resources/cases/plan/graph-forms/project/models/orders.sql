select order_id, customer_id, product_code, ordered_at, amount, cast(order_id as varchar) as amount_text
from {{ source('raw', 'orders') }}
