SELECT "~node" AS "key", "~degree" AS "relationships"
FROM (
SELECT n."~id" AS "~node", COALESCE(g."~degree", 0) AS "~degree"
FROM "main__graph"."node_customer" n
LEFT JOIN (SELECT "~node", count(*) AS "~degree" FROM (
SELECT "~from" AS "~node" FROM "main__graph"."rel_knows"
UNION ALL
SELECT "~to" AS "~node" FROM "main__graph"."rel_knows"
UNION ALL
SELECT "~from" AS "~node" FROM "main__graph"."rel_ordered"
) ends GROUP BY "~node") g ON g."~node" = n."~id"
) degrees
WHERE "~degree" > 1000
ORDER BY 2 DESC, 1
