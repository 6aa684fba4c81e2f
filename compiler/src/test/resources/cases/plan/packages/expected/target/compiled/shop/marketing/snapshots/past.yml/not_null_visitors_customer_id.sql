SELECT *
FROM "main_mk"."visitors"
WHERE "customer_id" IS NULL
