
with __dbt__cte__recent as (

select * from "main"."orders" where ordered_at > TIMESTAMP '2026-03-01 10:00:00.000 UTC' - interval '30' day
)
select c.customer_id, c.name, sum(r.amount) as amount
from "main"."customers" c
join __dbt__cte__recent r on r.customer_id = c.customer_id
group by c.customer_id, c.name
