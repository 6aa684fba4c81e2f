select customer_id, cast(customer_id as varchar) as customer_text, name as language, balance, tags, joined
from {{ source('raw', 'customers') }}
