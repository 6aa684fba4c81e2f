SELECT "code" AS "value", count(*) AS "rows"
FROM "main"."countries"
WHERE "code" IS NOT NULL
GROUP BY 1
HAVING count(*) > 1
ORDER BY 1
