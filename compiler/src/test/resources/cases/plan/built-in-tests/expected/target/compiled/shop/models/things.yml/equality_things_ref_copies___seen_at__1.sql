SELECT 'a_minus_b' AS "which_diff", "id", "name", "ratio", "price", "active", "day", "made_at" FROM (
SELECT "id", "name", round("ratio", 1) AS "ratio", round("price", 1) AS "price", "active", "day", "made_at" FROM "main"."things"
EXCEPT
SELECT "id", "name", round("ratio", 1) AS "ratio", round("price", 1) AS "price", "active", "day", "made_at" FROM "main"."copies"
) compared
UNION ALL
SELECT 'b_minus_a' AS "which_diff", "id", "name", "ratio", "price", "active", "day", "made_at" FROM (
SELECT "id", "name", round("ratio", 1) AS "ratio", round("price", 1) AS "price", "active", "day", "made_at" FROM "main"."copies"
EXCEPT
SELECT "id", "name", round("ratio", 1) AS "ratio", round("price", 1) AS "price", "active", "day", "made_at" FROM "main"."things"
) compared
