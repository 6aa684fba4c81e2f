select
    airline_id,
    name,
    nullif(iata, '') as iata,
    nullif(icao, '') as icao,
    nullif(trim(country), '') as country,
    active = 'Y' as active
from {{ source('openflights', 'airlines') }}
where airline_id > 0
