
select order_id, amount from "main"."events"
