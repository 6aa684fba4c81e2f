select
    airport_id,
    name,
    city,
    country,
    iata,
    icao,
    latitude,
    longitude,
    altitude,
    tz
from {{ source('openflights', 'airports') }}
