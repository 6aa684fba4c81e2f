select
    airline_id,
    source_id as airport_id,
    count(*) as departures
from {{ ref('routes') }}
group by airline_id, source_id
