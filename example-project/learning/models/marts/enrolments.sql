select
    user_id,
    course_id,
    enrolled_at,
    completed_at,
    progress
from {{ ref('stg_enrolments') }}
where recency_rank = 1
