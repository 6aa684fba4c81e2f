-- Routes between known airports, flown by a known airline; one for each airline and pair of airports.
with ranked as (

    select
        r.airline_id,
        r.source_id,
        r.destination_id,
        r.stops,
        r.equipment,
        coalesce(r.codeshare = 'Y', false) as codeshare,
        row_number() over (
            partition by r.airline_id, r.source_id, r.destination_id
            order by r.codeshare nulls last, r.equipment
        ) as position
    from {{ source('openflights', 'routes') }} as r
    join {{ ref('airports') }} as s on s.airport_id = r.source_id
    join {{ ref('airports') }} as d on d.airport_id = r.destination_id
    join {{ ref('airlines') }} as a on a.airline_id = r.airline_id

)

select airline_id, source_id, destination_id, stops, equipment, codeshare
from ranked
where position = 1
