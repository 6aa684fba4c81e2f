SELECT *
FROM (
SELECT (CAST(count("ratio") AS double) / NULLIF(count(*), 0)) AS "not_null_proportion"
FROM "main"."things"
) counted
WHERE "not_null_proportion" < 0.5E0
