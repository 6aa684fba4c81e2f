SELECT "~node" AS "key"
FROM (
SELECT "~node", "~degree", count(CASE WHEN "~degree" = 0 THEN 1 END) OVER () AS "~orphans", count(*) OVER () AS "~nodes"
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
) counted
WHERE "~degree" = 0 AND "~orphans" * 100 > 1 * "~nodes"
ORDER BY 1
