
select
    customer_id,
    '2026-03-01 10:00:00+00:00 01.03.2026 10:00 2026-03-01T10:00:00+00:00' as started,
    'dev main duckdb "main"."ctx" main context' as places,
    '60 CH+DE False True' as vars,
    'ctx nothing False True' as configs,
    cast(round(amount * 100) as bigint) as cents
from "main"."orders"
where "customer_id" in (select customer_id from "main"."customers")
