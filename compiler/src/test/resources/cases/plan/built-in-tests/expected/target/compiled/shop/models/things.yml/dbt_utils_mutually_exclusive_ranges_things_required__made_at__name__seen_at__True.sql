SELECT *
FROM (
SELECT (name) AS "partition_by_col", "made_at" AS "lower_bound", "seen_at" AS "upper_bound",
  lead("made_at") OVER (PARTITION BY (name) ORDER BY "made_at", "seen_at") AS "next_lower_bound",
  row_number() OVER (PARTITION BY (name) ORDER BY "made_at" DESC, "seen_at" DESC) AS "from_the_end"
FROM "main"."things"
) ranges
WHERE NOT coalesce("lower_bound" <= "upper_bound", false)
  OR NOT coalesce("upper_bound" < "next_lower_bound", "from_the_end" = 1)
