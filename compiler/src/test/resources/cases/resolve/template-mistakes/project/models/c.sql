select name from {{ ref('customers', v=2) }}
