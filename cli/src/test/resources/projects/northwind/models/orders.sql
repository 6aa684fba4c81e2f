with lines as (

    select
        orderID,
        count(*) as line_count,
        sum(cast(unitPrice as double) * quantity * (1 - discount)) as total
    from {{ source('northwind', 'order_lines') }}
    group by orderID

)

select
    o.orderID as order_id,
    o.customerID as customer_id,
    o.employeeID as employee_id,
    cast(o.orderDate as date) as order_date,
    o.shippedDate is not null as shipped,
    date_diff('day', o.orderDate, o.shippedDate) as days_to_ship,
    o.freight,
    l.line_count,
    round(l.total, 2) as total
from {{ source('northwind', 'orders') }} as o
join lines as l on l.orderID = o.orderID
