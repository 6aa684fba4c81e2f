
select customer_id from "main_mk"."visits_by_customer" where customer_id < 0
