select order_id, {{ cents('total') }} as price, {{ cents('total') }} as again from {{ ref('orders') }}
