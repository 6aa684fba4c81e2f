SELECT "~id" AS "key"
FROM "main__graph"."node_customer"
WHERE "~id" IS NULL
