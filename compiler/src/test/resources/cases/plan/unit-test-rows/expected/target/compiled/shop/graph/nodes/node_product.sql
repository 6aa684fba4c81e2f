SELECT
  'Product||' || replace(replace("code", '%', '%25'), '|', '%7C') AS "~id",
  "code",
  "title"
FROM "main"."products"
