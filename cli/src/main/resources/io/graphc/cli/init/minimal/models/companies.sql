select
    company,
    count(*) as people
from {{ ref('people') }}
where company is not null
group by company
