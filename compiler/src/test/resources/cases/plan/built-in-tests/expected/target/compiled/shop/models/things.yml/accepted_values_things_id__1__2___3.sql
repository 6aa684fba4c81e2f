SELECT "id" AS "value", count(*) AS "rows"
FROM "main"."things"
WHERE "id" NOT IN (1, 2, (-3))
GROUP BY 1
ORDER BY 1
