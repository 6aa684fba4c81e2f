SELECT "country" AS "value", count(*) AS "rows"
FROM (SELECT * FROM "main"."customers" WHERE (country is not null))
WHERE "country" NOT IN ('CH', 'DE')
GROUP BY 1
ORDER BY 1
