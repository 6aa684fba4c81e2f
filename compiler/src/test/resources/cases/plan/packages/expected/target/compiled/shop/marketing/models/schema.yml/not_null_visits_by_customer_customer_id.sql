SELECT *
FROM "main_mk"."visits_by_customer"
WHERE "customer_id" IS NULL
