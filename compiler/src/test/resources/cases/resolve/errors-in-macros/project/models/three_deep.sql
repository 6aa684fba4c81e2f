select
    {{ outer(['amount', 'order_id']) }}
from {{ ref('orders') }}
