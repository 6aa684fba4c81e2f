SELECT *
FROM "main"."things"
WHERE regexp_like("name", '[0-9]')
