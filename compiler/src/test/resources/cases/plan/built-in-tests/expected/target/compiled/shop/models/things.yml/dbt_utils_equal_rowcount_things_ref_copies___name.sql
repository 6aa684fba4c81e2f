SELECT *
FROM (
SELECT "group_1", sum("a") AS "count_a", sum("b") AS "count_b", abs(sum("a") - sum("b")) AS "diff_count"
FROM (
SELECT "name" AS "group_1", count(*) AS "a", 0 AS "b"
FROM "main"."things"
GROUP BY 1
UNION ALL
SELECT "name" AS "group_1", 0 AS "a", count(*) AS "b"
FROM "main"."copies"
GROUP BY 1
) counted
GROUP BY 1
) compared
WHERE "diff_count" <> 0
