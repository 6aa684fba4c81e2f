SELECT *
FROM "awsdatacatalog"."erp_duckdb"."orders_v2"
WHERE "id" IS NULL
