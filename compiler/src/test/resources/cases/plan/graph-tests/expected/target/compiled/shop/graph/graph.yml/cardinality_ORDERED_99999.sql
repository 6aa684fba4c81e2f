SELECT "~side" AS "side", "~node" AS "key", "~degree" AS "relationships"
FROM (
SELECT 'end' AS "~side", "~to" AS "~node", count(*) AS "~degree" FROM "main__graph"."rel_ordered" GROUP BY "~to"
) sides
WHERE ("~side" = 'end' AND "~degree" > 99999)
ORDER BY 1, 2
