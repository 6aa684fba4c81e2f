WITH links AS (
SELECT "~from" AS "start", "~to" AS "end" FROM "main__graph"."rel_knows"
),
inner_nodes AS (
SELECT "key", row_number() OVER (ORDER BY "key") AS "number"
FROM (SELECT "start" AS "key" FROM links INTERSECT SELECT "end" FROM links) ends
)
SELECT s."number" AS "start", e."number" AS "end", s."key" AS "key"
FROM links l
JOIN inner_nodes s ON s."key" = l."start"
JOIN inner_nodes e ON e."key" = l."end"
