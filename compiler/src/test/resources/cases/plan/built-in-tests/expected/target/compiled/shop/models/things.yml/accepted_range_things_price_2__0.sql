SELECT *
FROM "main"."things"
WHERE NOT (price * 2) >= (0)
