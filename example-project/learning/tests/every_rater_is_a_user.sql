select r.user_id
from {{ ref('course_ratings') }} as r
where not exists (select 1 from {{ ref('users') }} as u where u.user_id = r.user_id)
