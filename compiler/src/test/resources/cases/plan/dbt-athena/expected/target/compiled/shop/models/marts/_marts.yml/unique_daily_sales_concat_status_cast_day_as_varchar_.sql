SELECT (concat(status, cast(day as varchar))) AS "value", count(*) AS "rows"
FROM "analytics_marts"."daily_sales"
WHERE (concat(status, cast(day as varchar))) IS NOT NULL
GROUP BY 1
HAVING count(*) > 1
ORDER BY 1
