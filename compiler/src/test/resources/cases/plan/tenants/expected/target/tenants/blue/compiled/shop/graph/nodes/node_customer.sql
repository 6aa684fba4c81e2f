SELECT
  'Customer|blue|' || CAST("customer_id" AS varchar) AS "~id",
  "customer_id",
  "name",
  "company"
FROM "blue_schema"."customers"
