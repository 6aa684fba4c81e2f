SELECT *
FROM (
SELECT (CAST(count("ratio") AS double) / NULLIF(count(*), 0)) AS "not_null_proportion"
FROM (SELECT * FROM "main"."things" WHERE (id > 1))
) counted
WHERE "not_null_proportion" < 0.5E0 OR "not_null_proportion" > 0.9E0
