with __dbt__cte__stg_orders as (
select order_id as id, amount from "main_dwh"."orders"
)
select o.id, o.amount, r.rate
from __dbt__cte__stg_orders o cross join "main_seeds"."rates" r
where r.code = 'EUR'
