WITH "~rows" AS (
SELECT
  'Customer||' || CAST("customer_id" AS varchar) AS "~id",
  "name",
  "joined",
  "~values2" AS "languages",
  "~values3" AS "preferred",
  CAST(NULL AS varchar) AS "phone",
  CAST(NULL AS boolean) AS "active"
FROM "main"."customers"
LEFT JOIN (
  SELECT "customer" AS "~on2_0", array_agg(DISTINCT "language" ORDER BY "language") AS "~values2"
  FROM "landing"."customer_languages"
  WHERE "language" IS NOT NULL
  GROUP BY "customer"
) ON "customer_id" = "~on2_0"
LEFT JOIN (
  SELECT "customer" AS "~on3_0", array_agg("language" ORDER BY "rank" DESC, "language") AS "~values3"
  FROM "landing"."customer_languages"
  WHERE "language" IS NOT NULL
  GROUP BY "customer"
) ON "customer_id" = "~on3_0"
WHERE (country <> 'XX')
UNION ALL
SELECT
  'Customer||' || CAST("prospect_id" AS varchar) AS "~id",
  CAST("name" AS varchar) AS "name",
  CAST(NULL AS date) AS "joined",
  CAST(NULL AS array(varchar)) AS "languages",
  CAST(NULL AS array(varchar)) AS "preferred",
  "phone",
  "active"
FROM "landing"."prospects"
), "~groups" AS (
SELECT "~id", min("name") AS "name", min("joined") AS "joined", arbitrary("languages") AS "languages", arbitrary("preferred") AS "preferred", min("phone") AS "phone", bool_or("active") AS "active", COALESCE(min("name") <> max("name") OR min("joined") <> max("joined") OR count(DISTINCT "languages") > 1 OR count(DISTINCT "preferred") > 1 OR min("phone") <> max("phone") OR bool_or("active") <> bool_and("active"), false) AS "~conflict"
FROM "~rows"
WHERE "~id" IS NOT NULL
GROUP BY "~id"
)
SELECT "~id", "name", "joined", "languages", "preferred", "phone", "active"
FROM "~groups"
WHERE NOT "~conflict"
UNION ALL
SELECT r."~id", r."name", r."joined", r."languages", r."preferred", r."phone", r."active"
FROM "~rows" r
LEFT JOIN "~groups" g ON g."~id" = r."~id"
WHERE g."~id" IS NULL OR g."~conflict"
