select o.id, o.amount, r.rate
from {{ ref('stg_orders') }} o cross join {{ ref('rates') }} r
where r.code = 'EUR'
