SELECT
  'LIVES_IN||Customer%7C%7C' || CAST("customer_id" AS varchar) || '|Country%7C%7C' || replace(replace(replace("country", '%', '%25'), '|', '%7C'), '%', '%25') AS "~id",
  'Customer||' || CAST("customer_id" AS varchar) AS "~from",
  'Country||' || replace(replace("country", '%', '%25'), '|', '%7C') AS "~to"
FROM "main"."customers"
