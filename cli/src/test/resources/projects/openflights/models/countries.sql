-- Airports and airlines name countries that the list of countries lacks, so all three feed the node type.
with named as (

    select country as name from {{ ref('airports') }}
    union
    select country from {{ ref('airlines') }}
    union
    select name from {{ source('openflights', 'countries') }}

)

select
    n.name,
    max(c.iso_code) as iso_code
from named as n
left join {{ source('openflights', 'countries') }} as c on c.name = n.name
where n.name is not null
group by n.name
