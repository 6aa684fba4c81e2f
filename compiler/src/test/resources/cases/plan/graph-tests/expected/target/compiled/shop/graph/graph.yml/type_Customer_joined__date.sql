SELECT "~id" AS "key", "joined" AS "value"
FROM "main__graph"."node_customer"
WHERE ("joined" IS NOT NULL AND TRY_CAST("joined" AS date) IS NULL)
ORDER BY 1
