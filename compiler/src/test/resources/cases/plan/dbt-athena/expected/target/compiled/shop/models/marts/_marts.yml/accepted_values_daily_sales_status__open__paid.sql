SELECT "status" AS "value", count(*) AS "rows"
FROM "analytics_marts"."daily_sales"
WHERE "status" NOT IN ('open', 'paid')
GROUP BY 1
ORDER BY 1
