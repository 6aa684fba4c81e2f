SELECT "~id" AS "key", "joined" AS "value"
FROM "main__graph"."node_customer"
WHERE ("joined" < DATE '2000-01-01' OR "joined" > DATE '2030-01-01')
ORDER BY 1
