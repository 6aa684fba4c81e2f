SELECT *
FROM "main"."things"
WHERE NOT "id" > 0 OR NOT "id" < (id + 1)
