select cast(customer_id as varchar) as code, customer_id, name, name as "Country", score as joined
from {{ source('raw', 'customers') }}
