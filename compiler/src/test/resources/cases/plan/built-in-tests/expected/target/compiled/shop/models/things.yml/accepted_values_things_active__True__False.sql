SELECT "active" AS "value", count(*) AS "rows"
FROM "main"."things"
WHERE "active" NOT IN (true, false)
GROUP BY 1
ORDER BY 1
