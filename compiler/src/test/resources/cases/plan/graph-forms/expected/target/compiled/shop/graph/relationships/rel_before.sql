WITH "~rows" AS (
SELECT
  'BEFORE||' || replace(replace(CASE WHEN 'Customer||' || CAST("customer_id" AS varchar) <= 'Customer||' || CAST("order_id" AS varchar) THEN 'Customer||' || CAST("customer_id" AS varchar) WHEN 'Customer||' || CAST("order_id" AS varchar) < 'Customer||' || CAST("customer_id" AS varchar) THEN 'Customer||' || CAST("order_id" AS varchar) END, '%', '%25'), '|', '%7C') || '|' || replace(replace(CASE WHEN 'Customer||' || CAST("customer_id" AS varchar) > 'Customer||' || CAST("order_id" AS varchar) THEN 'Customer||' || CAST("customer_id" AS varchar) WHEN 'Customer||' || CAST("order_id" AS varchar) >= 'Customer||' || CAST("customer_id" AS varchar) THEN 'Customer||' || CAST("order_id" AS varchar) END, '%', '%25'), '|', '%7C') || '|' || replace(replace("amount_text", '%', '%25'), '|', '%7C') AS "~id",
  CASE WHEN 'Customer||' || CAST("customer_id" AS varchar) <= 'Customer||' || CAST("order_id" AS varchar) THEN 'Customer||' || CAST("customer_id" AS varchar) WHEN 'Customer||' || CAST("order_id" AS varchar) < 'Customer||' || CAST("customer_id" AS varchar) THEN 'Customer||' || CAST("order_id" AS varchar) END AS "~from",
  CASE WHEN 'Customer||' || CAST("customer_id" AS varchar) > 'Customer||' || CAST("order_id" AS varchar) THEN 'Customer||' || CAST("customer_id" AS varchar) WHEN 'Customer||' || CAST("order_id" AS varchar) >= 'Customer||' || CAST("customer_id" AS varchar) THEN 'Customer||' || CAST("order_id" AS varchar) END AS "~to"
FROM "main"."orders"
), "~groups" AS (
SELECT "~id", "~from", "~to", false AS "~conflict"
FROM "~rows"
WHERE "~id" IS NOT NULL
GROUP BY "~id", "~from", "~to"
)
SELECT "~id", "~from", "~to"
FROM "~groups"
WHERE NOT "~conflict"
UNION ALL
SELECT r."~id", r."~from", r."~to"
FROM "~rows" r
LEFT JOIN "~groups" g ON g."~id" = r."~id"
WHERE g."~id" IS NULL OR g."~conflict"
