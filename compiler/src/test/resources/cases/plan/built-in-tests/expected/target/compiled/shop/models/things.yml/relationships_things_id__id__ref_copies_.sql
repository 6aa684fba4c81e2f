SELECT child."id" AS "value"
FROM "main"."things" child
LEFT JOIN "main"."copies" parent ON parent."id" = child."id"
WHERE child."id" IS NOT NULL AND parent."id" IS NULL
ORDER BY 1
