SELECT count(*) AS "rows"
FROM "main__graph"."node_customer"
WHERE (country = 'DE')
HAVING count(*) > 100
