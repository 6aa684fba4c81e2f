SELECT *
FROM "main"."customers"
WHERE "customer_id" IS NULL
