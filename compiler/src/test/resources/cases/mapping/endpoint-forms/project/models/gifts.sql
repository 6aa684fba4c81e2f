select order_id, customer_id as giver, customer_id as taker, product_code, cast(customer_id as varchar) as node_id
from {{ source('raw', 'orders') }}
