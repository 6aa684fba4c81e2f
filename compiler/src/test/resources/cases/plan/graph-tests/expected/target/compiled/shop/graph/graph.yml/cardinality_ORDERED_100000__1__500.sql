SELECT 'start' AS "side", n."~id" AS "key", COALESCE(g."~degree", 0) AS "relationships"
FROM "main__graph"."node_customer" n
LEFT JOIN (SELECT 'start' AS "~side", "~from" AS "~node", count(*) AS "~degree" FROM "main__graph"."rel_ordered" GROUP BY "~from") g ON g."~node" = n."~id"
WHERE (COALESCE(g."~degree", 0) < 1 OR COALESCE(g."~degree", 0) > 500)
UNION ALL
SELECT "~side" AS "side", "~node" AS "key", "~degree" AS "relationships"
FROM (SELECT 'end' AS "~side", "~to" AS "~node", count(*) AS "~degree" FROM "main__graph"."rel_ordered" GROUP BY "~to") g
WHERE "~degree" > 100000
ORDER BY 1, 2
