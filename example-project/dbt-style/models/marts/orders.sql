select
    {{ toolbox.surrogate_key(['orders.order_id', 'orders.customer_id']) }} as order_key,
    orders.order_id,
    orders.customer_id,
    orders.ordered_on,
    orders.status,
    {{ calendar.weekend('orders.ordered_on') }} as on_weekend,
    {{ toolbox.pivot('payments.method', payment_methods(), amount='payments.amount', suffix='_amount') }}
from {{ ref('stg_orders') }} orders
left join {{ ref('stg_payments') }} payments on payments.order_id = orders.order_id
group by orders.order_id, orders.customer_id, orders.ordered_on, orders.status
