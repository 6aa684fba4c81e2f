SELECT "name", (lower(name)) AS "column_2", count(*) AS "n_records"
FROM (SELECT * FROM "main"."things" WHERE (active))
GROUP BY 1, 2
HAVING count(*) > 1
