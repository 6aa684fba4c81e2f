-- The visits of forgotten customers stay; whose they were does not.
select
    s.session_id,
    case when e.user_name is null then s.user_name end as user_name,
    s.client_ip,
    s.client_platform,
    s.domain_name,
    s.app_id,
    s.device_id,
    s.user_agent,
    s.events,
    s.start_timestamp,
    s.end_timestamp
from {{ ref('stg_sessions') }} as s
left join {{ ref('stg_erasures') }} as e on e.user_name = s.user_name
