select c.customer_id, v.visits, '{{ var("currency") }}' as currency, {{ marketing.counted() }} over () as all_of_them
from {{ ref('customers') }} c
join {{ ref('marketing', 'visits_by_customer') }} v on v.customer_id = c.customer_id
