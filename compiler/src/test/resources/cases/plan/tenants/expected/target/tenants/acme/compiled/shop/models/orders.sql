select customer_id, page from "main_acme__sources"."raw__visits"
