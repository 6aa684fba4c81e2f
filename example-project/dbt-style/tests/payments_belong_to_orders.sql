{{ config(severity='warn') }}
select payments.payment_id
from {{ ref('stg_payments') }} payments
left join {{ ref('stg_orders') }} orders on orders.order_id = payments.order_id
where orders.order_id is null
