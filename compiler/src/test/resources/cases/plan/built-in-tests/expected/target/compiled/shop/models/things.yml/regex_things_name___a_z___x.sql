SELECT *
FROM "main"."things"
WHERE NOT regexp_like("name", '^[a-z]$') OR regexp_like("name", 'x')
