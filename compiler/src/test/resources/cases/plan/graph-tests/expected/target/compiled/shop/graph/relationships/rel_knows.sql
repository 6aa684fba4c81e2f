SELECT
  'KNOWS||Customer%7C%7C' || CAST("customer_id" AS varchar) || '|Customer%7C%7C' || CAST("friend_id" AS varchar) AS "~id",
  'Customer||' || CAST("customer_id" AS varchar) AS "~from",
  'Customer||' || CAST("friend_id" AS varchar) AS "~to"
FROM "main"."knows"
