SELECT *
FROM (
SELECT sum("a") AS "count_a", sum("b") AS "count_b", abs(sum("a") - sum("b")) AS "diff_count"
FROM (
SELECT count(*) AS "a", 0 AS "b"
FROM "main"."things"
UNION ALL
SELECT 0 AS "a", count(*) AS "b"
FROM "main"."copies"
) counted
) compared
WHERE "diff_count" <> 0
