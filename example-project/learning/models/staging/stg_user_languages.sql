select distinct
    s.user_id,
    l.code as language_code
from {{ source('lms', 'user_settings') }} as s
cross join unnest(split(s.value, ';')) as l (code)
where s.setting = 'languages'
