select customer_id, name, 'acme' as company from "main_acme__sources"."raw__customers"
