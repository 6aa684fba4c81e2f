SELECT "~id" AS "key", length("country") AS "length"
FROM "main__graph"."node_customer"
WHERE (length("country") < 2 OR length("country") > 2)
ORDER BY 1
