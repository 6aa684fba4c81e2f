SELECT "name" AS "value", count(*) AS "rows"
FROM "main__graph"."node_customer"
WHERE "name" IS NOT NULL
GROUP BY "name"
HAVING count(*) > 1
ORDER BY 2 DESC, 1
