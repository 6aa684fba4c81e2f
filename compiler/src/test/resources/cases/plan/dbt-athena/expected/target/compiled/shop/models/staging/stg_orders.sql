with source as (
    select * from "awsdatacatalog"."erp_duckdb"."orders_v2"
)
select id as order_id, amount, status, day
from source
where amount >= 10
