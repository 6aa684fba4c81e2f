{{ config(severity='warn') }}

select airline, source, destination
from {{ source('openflights', 'routes') }}
group by airline, source, destination
having count(*) > 1
