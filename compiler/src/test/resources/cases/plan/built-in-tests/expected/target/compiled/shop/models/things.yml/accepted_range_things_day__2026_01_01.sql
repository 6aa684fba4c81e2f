SELECT *
FROM "main"."things"
WHERE NOT "day" >= DATE '2026-01-01'
