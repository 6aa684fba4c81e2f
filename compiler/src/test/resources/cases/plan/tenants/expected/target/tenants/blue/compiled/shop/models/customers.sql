select customer_id, name, 'blue' as company from "blue_schema__sources"."raw__customers"
