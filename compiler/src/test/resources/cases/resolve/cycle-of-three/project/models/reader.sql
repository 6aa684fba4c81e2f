select customer_id from {{ ref('third') }}
