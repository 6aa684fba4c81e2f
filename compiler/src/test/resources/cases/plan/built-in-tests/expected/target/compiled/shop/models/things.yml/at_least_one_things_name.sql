SELECT *
FROM (
SELECT count("name") AS "filler_column"
FROM "main"."things"
) counted
WHERE "filler_column" = 0
