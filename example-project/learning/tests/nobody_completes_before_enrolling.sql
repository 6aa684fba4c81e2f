{{ config(severity='warn') }}

select user_id, course_id
from {{ ref('enrolments') }}
where completed_at < enrolled_at
