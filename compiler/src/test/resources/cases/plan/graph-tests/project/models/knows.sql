select a.customer_id, b.customer_id as friend_id
from {{ ref('customers') }} a
join {{ ref('customers') }} b on a.country = b.country
