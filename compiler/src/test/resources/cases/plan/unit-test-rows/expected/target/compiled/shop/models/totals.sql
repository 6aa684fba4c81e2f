with __dbt__cte__recent as (

select customer_id, name, country, joined from "landing"."customers" where joined > date '2020-01-01'
)
select c.customer_id, upper(trim(c.name)) as name, coalesce(sum(o.amount), 0) as total,
  count(o.order_id) as orders, DATE '2026-03-01' as counted_on
from __dbt__cte__recent c
left join "main"."orders" o on o.customer_id = c.customer_id
where c.country <> 'xx'
group by 1, 2
