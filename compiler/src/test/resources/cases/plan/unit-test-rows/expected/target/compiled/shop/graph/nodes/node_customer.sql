SELECT
  'Customer||' || CAST("customer_id" AS varchar) AS "~id",
  "customer_id",
  "name",
  "country",
  "joined"
FROM "main"."customers"
