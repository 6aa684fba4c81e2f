select customer_id, page from "blue_schema__sources"."raw__visits"
