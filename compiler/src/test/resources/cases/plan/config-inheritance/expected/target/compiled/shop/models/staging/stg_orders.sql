select order_id as id, amount from "main_dwh"."orders"
