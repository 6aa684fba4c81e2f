SELECT *
FROM (
SELECT count(*) AS "row_count"
FROM (SELECT * FROM "main"."things" WHERE (id > 0))
) counted
WHERE "row_count" < 1
