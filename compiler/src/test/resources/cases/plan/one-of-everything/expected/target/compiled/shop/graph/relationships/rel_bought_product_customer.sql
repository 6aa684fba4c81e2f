with __dbt__cte__recent as (

select * from "main"."orders" where ordered_at > TIMESTAMP '2026-03-01 10:00:00.000 UTC' - interval '30' day
)
SELECT
  'BOUGHT||Product%7C%7C' || replace(replace(replace("product_code", '%', '%25'), '|', '%7C'), '%', '%25') || '|Customer%7C%7C' || CAST("customer_id" AS varchar) || '|' || CAST("order_id" AS varchar) AS "~id",
  'Product||' || replace(replace("product_code", '%', '%25'), '|', '%7C') AS "~from",
  'Customer||' || CAST("customer_id" AS varchar) AS "~to"
FROM __dbt__cte__recent
