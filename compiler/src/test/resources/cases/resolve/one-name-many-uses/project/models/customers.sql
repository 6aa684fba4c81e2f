select customer_id, name, country, joined
from {{ ref(orders) }}
