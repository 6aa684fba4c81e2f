SELECT
  'Customer||' || CAST("customer_id" AS varchar) AS "~id",
  "name",
  CAST("balance" AS double) AS "balance",
  with_timezone(CAST("joined" AS timestamp(3)), 'UTC') AS "since",
  array_sort(array_distinct("tags")) AS "tags",
  (substr(name, 1, 1)) AS "initial"
FROM "landing"."customers"
WHERE (country <> 'XX')
