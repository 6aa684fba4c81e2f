{{ config(severity='warn') }}

select r.airline, r.airline_id
from {{ source('openflights', 'routes') }} as r
left join {{ source('openflights', 'airlines') }} as a on a.airline_id = r.airline_id
where a.airline_id is null
