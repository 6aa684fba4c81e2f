SELECT "id", "name", count(*) AS "n_records"
FROM "main"."things"
GROUP BY 1, 2
HAVING count(*) > 1
