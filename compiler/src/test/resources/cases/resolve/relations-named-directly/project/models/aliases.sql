select ordr.order_id, orders.amount, c.nam, x.*, source.order_id as again
from {{ ref('orders') }} ord
join {{ ref('customers') }} c on ordr.customer_id = c.customer_id
