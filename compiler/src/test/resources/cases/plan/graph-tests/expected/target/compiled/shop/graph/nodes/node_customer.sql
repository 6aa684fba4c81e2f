SELECT
  'Customer||' || CAST("customer_id" AS varchar) AS "~id",
  "name",
  "country",
  "joined"
FROM "main"."customers"
