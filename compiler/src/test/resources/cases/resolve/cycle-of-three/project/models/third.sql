select customer_id from {{ ref('second') }}
