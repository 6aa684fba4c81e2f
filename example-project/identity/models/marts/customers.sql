-- Everybody but those who asked to be forgotten.
select c.*
from {{ ref('stg_customers') }} as c
left join {{ ref('stg_erasures') }} as e on e.user_name = c.user_name
where e.user_name is null
