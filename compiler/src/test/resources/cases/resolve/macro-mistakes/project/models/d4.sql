select order_id, {{ dollars('total') }} as price from {{ ref('orders') }}
