select
    l.code,
    l.name
from {{ ref('languages') }} as l
where l.code in (select language_code from {{ ref('stg_user_languages') }})
