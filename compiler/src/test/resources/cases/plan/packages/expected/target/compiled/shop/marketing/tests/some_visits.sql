select customer_id from "main_mk"."visits_by_customer" where visits < 1
