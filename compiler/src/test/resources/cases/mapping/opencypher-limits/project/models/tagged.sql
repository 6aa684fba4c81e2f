select o.order_id, o.customer_id, o.product_code, c.tags
from {{ ref('orders') }} o
join {{ source('raw', 'customers') }} c on c.customer_id = o.customer_id
