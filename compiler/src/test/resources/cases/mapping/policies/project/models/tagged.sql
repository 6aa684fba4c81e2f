select customer_id, cast(map(array['a'], array[customer_id]) as map(varchar, bigint)) as notes
from {{ source('raw', 'customers') }}
