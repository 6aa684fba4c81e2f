SELECT *
FROM (
SELECT "active", count("name") AS "filler_column"
FROM "main"."things"
GROUP BY 1
) counted
WHERE "filler_column" = 0
