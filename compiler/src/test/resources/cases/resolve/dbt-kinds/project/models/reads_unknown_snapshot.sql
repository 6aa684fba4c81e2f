select 1 as a from {{ ref('orders_history') }}
