SELECT
  'Page||' || replace(replace("code", '%', '%25'), '|', '%7C') AS "~id",
  "code"
FROM "main_acme"."products"
