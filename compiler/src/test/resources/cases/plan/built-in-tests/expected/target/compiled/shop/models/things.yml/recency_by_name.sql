SELECT *
FROM (
SELECT "name", CAST(max("day") AS timestamp(6)) AS "most_recent"
FROM "main"."things"
GROUP BY 1
) counted
WHERE "most_recent" < CAST(date_add('month', -1, TIMESTAMP '2026-03-01 10:00:00.000') AS timestamp(6))
