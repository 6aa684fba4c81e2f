SELECT "~id" AS "key", "country" AS "value"
FROM "main__graph"."node_customer"
WHERE "country" NOT IN ('DE', 'FR')
ORDER BY 1
