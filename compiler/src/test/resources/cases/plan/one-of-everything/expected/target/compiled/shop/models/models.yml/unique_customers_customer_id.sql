SELECT "customer_id" AS "value", count(*) AS "rows"
FROM "main"."customers"
WHERE "customer_id" IS NOT NULL
GROUP BY 1
HAVING count(*) > 1
ORDER BY 1
