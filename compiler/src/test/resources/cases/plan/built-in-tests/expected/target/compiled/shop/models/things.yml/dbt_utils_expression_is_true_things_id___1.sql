SELECT *
FROM "main"."things"
WHERE NOT ("id" >= 1)
