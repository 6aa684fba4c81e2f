{{ config(materialized='ephemeral') }}

select
    user_id,
    course_id,
    enrolled_at,
    completed_at,
    progress,
    row_number() over (partition by user_id, course_id order by enrolled_at desc) as recency_rank
from {{ source('lms', 'enrolments') }}
