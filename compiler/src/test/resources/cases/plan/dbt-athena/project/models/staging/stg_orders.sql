with source as (
    select * from {{ source('erp', 'orders') }}
)
select id as order_id, amount, status, day
from source
where amount >= {{ var('min_amount') }}
