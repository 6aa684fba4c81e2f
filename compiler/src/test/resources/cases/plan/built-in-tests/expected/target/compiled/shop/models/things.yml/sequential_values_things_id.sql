SELECT *
FROM (
SELECT "id" AS "value", lag("id") OVER (ORDER BY "id") AS "previous"
FROM "main"."things"
) followed
WHERE NOT "value" = "previous" + (1)
