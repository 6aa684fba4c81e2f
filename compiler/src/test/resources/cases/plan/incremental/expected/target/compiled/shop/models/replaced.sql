
select order_id, customer_id from "main"."events"
