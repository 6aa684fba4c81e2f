
select * from "awsdatacatalog"."erp_duckdb"."orders_v2" where amount < 0
