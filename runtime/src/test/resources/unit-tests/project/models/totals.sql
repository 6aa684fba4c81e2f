select c.customer_id, c.name, c.city, sum(o.amount) as total, count(o.order_id) as orders
from {{ ref('active') }} c
left join {{ source('raw', 'orders') }} o on o.customer_id = c.customer_id
group by 1, 2, 3
