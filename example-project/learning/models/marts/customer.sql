select
    '{{ var("customer_id") }}' as customer_id,
    '{{ var("customer_name") | replace("'", "''") }}' as name,
    count(*) as users
from {{ ref('stg_users') }}
