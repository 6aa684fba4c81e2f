select customer_id
from {{ ref('first') }}
join {{ ref('customers') }} using (customer_id)
