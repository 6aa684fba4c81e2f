select
    user_id,
    trim(full_name) as full_name,
    lower(trim(email)) as email,
    role,
    country,
    registered_at
from {{ source('lms', 'users') }}
