{{ config(alias='customer_totals', schema='marts', tags='mart') }}
select c.customer_id, c.name, sum(r.amount) as amount
from {{ ref('customers') }} c
join {{ ref('recent') }} r on r.customer_id = c.customer_id
group by c.customer_id, c.name
