SELECT *
FROM (
SELECT max("seen_at") AS "most_recent"
FROM "main"."things"
) counted
WHERE "most_recent" < date_add('day', -7, TIMESTAMP '2026-03-01 10:00:00.000 UTC')
