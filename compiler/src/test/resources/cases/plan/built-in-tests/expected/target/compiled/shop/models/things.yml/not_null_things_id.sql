SELECT *
FROM "main"."things"
WHERE "id" IS NULL
