select o.ordered_on, d.week, r.region, sum(o.amount) as amount
from {{ ref('orders') }} o
join {{ ref('regions') }} r on r.code = o.country
join {{ ref('calendar') }} d on d.day = o.ordered_on
group by 1, 2, 3
