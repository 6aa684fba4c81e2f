select v.visit_id, c.customer_id, v.seen_on
from {{ ref('stg_visits') }} v
join {{ ref('customers') }} c on c.customer_id = v.customer_id
