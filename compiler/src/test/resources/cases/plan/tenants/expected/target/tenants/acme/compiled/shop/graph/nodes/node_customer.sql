SELECT
  'Customer|acme|' || CAST("customer_id" AS varchar) AS "~id",
  "customer_id",
  "name",
  "company"
FROM "main_acme"."customers"
