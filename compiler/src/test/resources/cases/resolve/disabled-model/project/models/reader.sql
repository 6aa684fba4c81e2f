select customer_id from {{ ref('old') }}
