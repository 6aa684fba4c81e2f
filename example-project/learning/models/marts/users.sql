with enrolled as (

    select
        user_id,
        count(*) as courses,
        max(enrolled_at) as last_enrolled_at
    from {{ ref('enrolments') }}
    group by user_id

)

select
    u.user_id,
    u.full_name,
    u.email,
    u.role,
    u.country,
    u.registered_at,
    coalesce(e.courses, 0) as courses,
    {{ recency('e.last_enrolled_at') }} as activity
from {{ ref('stg_users') }} as u
left join enrolled as e on e.user_id = u.user_id
