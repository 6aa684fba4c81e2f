select customer_id, name, score, cast(name as varbinary) as bytes, balance
from {{ source('raw', 'customers') }}
