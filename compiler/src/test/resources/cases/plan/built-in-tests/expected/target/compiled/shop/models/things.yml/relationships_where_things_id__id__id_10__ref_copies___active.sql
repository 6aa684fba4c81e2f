SELECT child."id" AS "value"
FROM (SELECT * FROM "main"."things" WHERE (id < 10)) child
LEFT JOIN (SELECT * FROM "main"."copies" WHERE (active)) parent ON parent."id" = child."id"
WHERE child."id" IS NOT NULL AND parent."id" IS NULL
ORDER BY 1
