select c.order_id, c.customer_id, c.product_code, c.ordered_at, c.amount
from {{ source('orders', 'raw') }} as o
where c.amount > 0
