SELECT *
FROM (
SELECT count(DISTINCT "name") AS "filler_column"
FROM "main"."things"
) counted
WHERE "filler_column" = 1
