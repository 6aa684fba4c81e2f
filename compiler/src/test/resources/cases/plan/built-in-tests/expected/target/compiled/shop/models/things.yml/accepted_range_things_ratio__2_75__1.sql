SELECT *
FROM "main"."things"
WHERE NOT "ratio" >= 1E0 OR NOT "ratio" <= 2.75E0
