select
    c.course_id,
    c.title,
    c.topic,
    c.level,
    c.published_on,
    c.minutes,
    avg(cast(r.stars as double)) as stars
from {{ source('lms', 'courses') }} as c
left join {{ source('lms', 'course_ratings') }} as r on r.course_id = c.course_id
group by c.course_id, c.title, c.topic, c.level, c.published_on, c.minutes
