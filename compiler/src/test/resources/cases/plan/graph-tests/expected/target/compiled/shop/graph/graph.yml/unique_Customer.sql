SELECT "~id" AS "key", count(*) AS "rows"
FROM "main__graph"."node_customer"
WHERE "~id" IS NOT NULL
GROUP BY "~id"
HAVING count(*) > 1
ORDER BY 1
