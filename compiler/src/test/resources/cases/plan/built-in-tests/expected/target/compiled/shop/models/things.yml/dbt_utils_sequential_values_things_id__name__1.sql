SELECT *
FROM (
SELECT "name", "id" AS "value", lag("id") OVER (PARTITION BY "name" ORDER BY "id") AS "previous"
FROM "main"."things"
) followed
WHERE NOT "value" = "previous" + (1)
