select
    customer_id,
    balance,
    score,
    cast(joined as timestamp(3)) as since,
    map(array['a'], array[1]) as attributes,
    tags
from {{ source('raw', 'customers') }}
