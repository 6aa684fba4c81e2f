SELECT *
FROM (
SELECT count(*) AS "row_count"
FROM "main"."things"
) counted
WHERE "row_count" < 1 OR "row_count" > 10
