SELECT *
FROM "main"."things"
WHERE NOT "price" > 1 OR NOT "price" < 4
