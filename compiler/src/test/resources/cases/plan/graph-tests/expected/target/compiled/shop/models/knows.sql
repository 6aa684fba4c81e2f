select a.customer_id, b.customer_id as friend_id
from "main"."customers" a
join "main"."customers" b on a.country = b.country
