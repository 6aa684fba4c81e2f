select c.customer_id, upper(trim(c.name)) as name, coalesce(sum(o.amount), 0) as total,
  count(o.order_id) as orders, current_date as counted_on
from {{ ref('recent') }} c
left join {{ ref('orders') }} o on o.customer_id = c.customer_id
where c.country <> '{{ var("unwanted", "xx") }}'
group by 1, 2
