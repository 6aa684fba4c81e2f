select
    u.user_id,
    c.customer_id,
    u.registered_at
from {{ ref('stg_users') }} as u
cross join {{ ref('customer') }} as c
