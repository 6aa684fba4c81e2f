SELECT "id" AS "value", count(*) AS "rows"
FROM "awsdatacatalog"."erp_duckdb"."orders_v2"
WHERE "id" IS NOT NULL
GROUP BY 1
HAVING count(*) > 1
ORDER BY 1
