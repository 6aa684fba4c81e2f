select * from "main_mk"."visits_by_customer"
