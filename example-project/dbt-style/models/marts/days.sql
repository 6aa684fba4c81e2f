with days as (
    {{ calendar.days(var('first_day'), var('last_day')) }}
)
select
    days.date_day,
    {{ calendar.weekend('days.date_day') }} as weekend,
    count(orders.order_id) as orders
from days
left join {{ ref('stg_orders') }} orders on orders.ordered_on = days.date_day
group by 1
