SELECT "id" AS "value", count(*) AS "rows"
FROM (SELECT * FROM "main"."things" WHERE (active))
WHERE "id" IS NOT NULL
GROUP BY 1
HAVING count(*) > 1
ORDER BY 1
