select {{ first('order_id') }} as a, {{ third('order_id') }} as b, {{ fourth('order_id') }} as c
from {{ ref('orders') }}
