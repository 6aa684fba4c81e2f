{{ config(severity='warn') }}

select airline_id, source_id, destination_id
from {{ source('openflights', 'routes') }}
group by airline_id, source_id, destination_id
having count(*) > 1
