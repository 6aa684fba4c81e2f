select {{ second('order_id') }} as a, {{ fifth('order_id') }} as b, {{ sixth('order_id') }} as c
from {{ ref('orders') }}
