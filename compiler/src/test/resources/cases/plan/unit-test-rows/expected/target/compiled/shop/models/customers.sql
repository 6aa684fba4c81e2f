select customer_id, name, country, joined
from "landing"."customers"
