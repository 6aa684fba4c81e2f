SELECT "name" AS "value_field", count(*) AS "n_records"
FROM (SELECT * FROM "main"."things" WHERE (id > 0))
WHERE "name" NOT IN ('a', 'b', 'it''s')
GROUP BY 1
ORDER BY 1
