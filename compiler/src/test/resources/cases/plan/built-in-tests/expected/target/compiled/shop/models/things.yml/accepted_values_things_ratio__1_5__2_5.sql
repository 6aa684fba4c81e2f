SELECT "ratio" AS "value", count(*) AS "rows"
FROM "main"."things"
WHERE "ratio" NOT IN (1.5E0, 2.5E0)
GROUP BY 1
ORDER BY 1
