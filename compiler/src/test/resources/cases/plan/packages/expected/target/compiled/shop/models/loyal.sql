select c.customer_id, v.visits, 'USD' as currency, count(*) over () as all_of_them
from "main"."customers" c
join "main_mk"."visits_by_customer" v on v.customer_id = c.customer_id
