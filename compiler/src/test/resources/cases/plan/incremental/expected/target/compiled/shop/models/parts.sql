
select order_id, amount, cast(ordered_at as date) as day from "main"."events"
