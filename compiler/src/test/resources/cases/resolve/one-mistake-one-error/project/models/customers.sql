select custmer_id, name, country, joined
from {{ source('raw', 'customers') }}
