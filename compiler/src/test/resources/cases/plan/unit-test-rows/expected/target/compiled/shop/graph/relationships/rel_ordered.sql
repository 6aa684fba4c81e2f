SELECT
  'ORDERED||Customer%7C%7C' || CAST("customer_id" AS varchar) || '|Product%7C%7C' || replace(replace(replace("product_code", '%', '%25'), '|', '%7C'), '%', '%25') || '|' || CAST("order_id" AS varchar) AS "~id",
  'Customer||' || CAST("customer_id" AS varchar) AS "~from",
  'Product||' || replace(replace("product_code", '%', '%25'), '|', '%7C') AS "~to",
  "amount",
  with_timezone("ordered_at", 'UTC') AS "orderedAt"
FROM "main"."orders"
