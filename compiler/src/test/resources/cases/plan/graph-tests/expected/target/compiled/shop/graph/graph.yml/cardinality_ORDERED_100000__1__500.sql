SELECT "~side" AS "side", "~node" AS "key", "~degree" AS "relationships"
FROM (
SELECT 'start' AS "~side", n."~id" AS "~node", COALESCE(g."~degree", 0) AS "~degree"
FROM "main__graph"."node_customer" n
LEFT JOIN (SELECT "~from" AS "~node", count(*) AS "~degree" FROM "main__graph"."rel_ordered" GROUP BY "~from") g ON g."~node" = n."~id"
UNION ALL
SELECT 'end' AS "~side", "~to" AS "~node", count(*) AS "~degree" FROM "main__graph"."rel_ordered" GROUP BY "~to"
) sides
WHERE ("~side" = 'start' AND ("~degree" < 1 OR "~degree" > 500)) OR ("~side" = 'end' AND "~degree" > 100000)
ORDER BY 1, 2
