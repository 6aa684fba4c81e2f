SELECT child."customer_id" AS "value"
FROM "main"."orders" child
LEFT JOIN "main"."customers" parent ON parent."customer_id" = child."customer_id"
WHERE child."customer_id" IS NOT NULL AND parent."customer_id" IS NULL
ORDER BY 1
