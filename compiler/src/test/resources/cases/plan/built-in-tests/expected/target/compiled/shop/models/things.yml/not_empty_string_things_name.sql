SELECT *
FROM "main"."things"
WHERE trim("name") = ''
