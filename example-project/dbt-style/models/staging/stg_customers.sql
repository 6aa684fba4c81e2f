select
    {{ toolbox.star(ref('raw_customers'), except=['phone']) }},
    lower(email) as login
from {{ ref('raw_customers') }}
