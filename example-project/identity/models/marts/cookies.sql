select
    c.cookie_id,
    c.session_id,
    case when e.user_name is null then c.user_name end as user_name,
    c.conversion_id,
    c.last_action
from {{ ref('stg_cookies') }} as c
left join {{ ref('stg_erasures') }} as e on e.user_name = c.user_name
