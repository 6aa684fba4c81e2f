select
    person_id,
    trim(full_name) as full_name,
    company,
    joined_on
from {{ source('crm', 'people') }}
