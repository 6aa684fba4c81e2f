select o.order_id, o.customer_id, o.status, o.amount, o.ordered_on, c.country
from {{ ref('stg_orders') }} o
join {{ ref('stg_customers') }} c on c.customer_id = o.customer_id
