SELECT *
FROM (
SELECT "id" AS "lower_bound", (id + 1) AS "upper_bound",
  lead("id") OVER (ORDER BY "id", (id + 1)) AS "next_lower_bound",
  row_number() OVER (ORDER BY "id" DESC, (id + 1) DESC) AS "from_the_end"
FROM "main"."things"
) ranges
WHERE NOT coalesce("lower_bound" < "upper_bound", false)
  OR NOT coalesce("upper_bound" <= "next_lower_bound", "from_the_end" = 1)
