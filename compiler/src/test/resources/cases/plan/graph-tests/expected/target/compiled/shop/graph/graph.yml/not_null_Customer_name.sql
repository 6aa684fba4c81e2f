SELECT "~id" AS "key"
FROM "main__graph"."node_customer"
WHERE "name" IS NULL
ORDER BY 1
