
select * from "main"."orders" where ordered_at > TIMESTAMP '2026-03-01 10:00:00.000 UTC' - interval '30' day
