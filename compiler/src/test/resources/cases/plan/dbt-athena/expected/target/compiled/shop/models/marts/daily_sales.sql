
select status, sum(amount) as amount, 'EUR' as currency, day
from "analytics"."stg_orders"

group by status, day
