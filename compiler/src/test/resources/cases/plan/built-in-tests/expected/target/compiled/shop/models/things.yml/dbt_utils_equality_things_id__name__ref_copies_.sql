SELECT 'a_minus_b' AS "which_diff", "id", "name" FROM (
SELECT "id", "name" FROM "main"."things"
EXCEPT
SELECT "id", "name" FROM "main"."copies"
) compared
UNION ALL
SELECT 'b_minus_a' AS "which_diff", "id", "name" FROM (
SELECT "id", "name" FROM "main"."copies"
EXCEPT
SELECT "id", "name" FROM "main"."things"
) compared
