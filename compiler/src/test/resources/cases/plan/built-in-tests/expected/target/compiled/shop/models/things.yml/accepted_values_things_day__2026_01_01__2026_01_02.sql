SELECT "day" AS "value", count(*) AS "rows"
FROM "main"."things"
WHERE "day" NOT IN (DATE '2026-01-01', DATE '2026-01-02')
GROUP BY 1
ORDER BY 1
