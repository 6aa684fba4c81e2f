-- A purchase names its customer by number or by mail address; those of forgotten customers go with them.
with forgotten as (

    select c.external_id, c.email
    from {{ ref('stg_customers') }} as c
    join {{ ref('stg_erasures') }} as e on e.user_name = c.user_name

)

select p.*
from {{ ref('stg_purchases') }} as p
where not exists (select 1 from forgotten as f where f.external_id = p.external_id)
    and not exists (select 1 from forgotten as f where f.email = p.email)
