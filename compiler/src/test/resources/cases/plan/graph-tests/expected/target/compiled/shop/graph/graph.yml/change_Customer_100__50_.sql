SELECT count(*) AS "rows"
FROM "main__graph"."node_customer"
