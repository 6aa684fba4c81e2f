SELECT *
FROM (SELECT * FROM "awsdatacatalog"."erp_duckdb"."orders_v2" WHERE (id > 0))
WHERE "amount" IS NULL
