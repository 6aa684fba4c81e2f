select o.orderID
from {{ source('northwind', 'orders') }} as o
where not exists (
    select 1 from {{ source('northwind', 'order_lines') }} as l where l.orderID = o.orderID
)
