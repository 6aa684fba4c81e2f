SELECT
  'VISITED|acme|Customer%7Cacme%7C' || CAST("customer_id" AS varchar) || '|Page%7C%7C' || replace(replace(replace("page", '%', '%25'), '|', '%7C'), '%', '%25') AS "~id",
  'Customer|acme|' || CAST("customer_id" AS varchar) AS "~from",
  'Page||' || replace(replace("page", '%', '%25'), '|', '%7C') AS "~to"
FROM "main_acme"."orders"
