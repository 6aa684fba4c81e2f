SELECT *
FROM "main"."things"
WHERE NOT (price > 0 or active)
