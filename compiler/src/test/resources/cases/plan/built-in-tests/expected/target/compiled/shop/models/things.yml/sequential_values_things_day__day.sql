SELECT *
FROM (
SELECT "day" AS "value", lag("day") OVER (ORDER BY "day") AS "previous"
FROM "main"."things"
) followed
WHERE NOT CAST("value" AS timestamp(6)) = date_add('day', 1, CAST("previous" AS timestamp(6)))
