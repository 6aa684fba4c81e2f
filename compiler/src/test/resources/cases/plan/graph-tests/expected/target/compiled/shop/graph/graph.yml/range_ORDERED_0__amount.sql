SELECT "~id" AS "key", "amount" AS "value"
FROM "main__graph"."rel_ordered"
WHERE "amount" < 0E0
ORDER BY 1
