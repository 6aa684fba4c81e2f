SELECT
  'SAME_TITLE||Product%7C%7C' || replace(replace(replace("code", '%', '%25'), '|', '%7C'), '%', '%25') || '|Product%7C%7C' || replace(replace(replace("title", '%', '%25'), '|', '%7C'), '%', '%25') AS "~id",
  'Product||' || replace(replace("code", '%', '%25'), '|', '%7C') AS "~from",
  'Product||' || replace(replace("title", '%', '%25'), '|', '%7C') AS "~to"
FROM "main"."products"
