SELECT "id" AS "value", count(*) AS "rows"
FROM "main"."things"
WHERE "id" IN (7)
GROUP BY 1
ORDER BY 1
