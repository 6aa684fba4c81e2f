SELECT *
FROM (
SELECT CAST(max("made_at") AS date) AS "most_recent"
FROM "main"."things"
) counted
WHERE "most_recent" < CAST(date_add('hour', -24, TIMESTAMP '2026-03-01 10:00:00.000') AS date)
