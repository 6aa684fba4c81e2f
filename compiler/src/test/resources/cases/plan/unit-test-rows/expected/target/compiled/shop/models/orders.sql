select order_id, customer_id, product_code, ordered_at, amount
from "landing"."orders"
