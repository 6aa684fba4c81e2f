
select v.customer_id, count(*) as visits, 'USD' as currency, 'marketing' as made_by
from "main_mk"."stg_visits" v
join "main"."channels" c on c.channel = v.channel
group by v.customer_id
