select person_id
from {{ ref('people') }}
where joined_on > current_date
