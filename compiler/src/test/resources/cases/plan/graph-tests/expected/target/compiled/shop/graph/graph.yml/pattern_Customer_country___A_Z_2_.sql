SELECT "~id" AS "key", "country" AS "value"
FROM "main__graph"."node_customer"
WHERE (name is not null) AND NOT regexp_like("country", '^[A-Z]{2}$')
ORDER BY 1
