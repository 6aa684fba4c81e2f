SELECT "~id" AS "key", "~from" AS "node"
FROM "main__graph"."rel_knows"
WHERE "~from" = "~to"
ORDER BY 1
