SELECT *
FROM (SELECT * FROM "main"."things" WHERE (id = 1))
WHERE NOT regexp_like("name", '^[a-z]')
