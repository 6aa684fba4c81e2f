select customer_id from {{ ref('visits_by_customer') }} where visits < 1
