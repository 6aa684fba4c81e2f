select c.customer_id, c.email, c.country, n.name as country_name, count(o.order_id) as orders
from {{ ref('stg_customers') }} c
left join {{ ref('stg_orders') }} o on o.customer_id = c.customer_id
left join {{ ref('countries') }} n on n.code = c.country
group by 1, 2, 3, 4
