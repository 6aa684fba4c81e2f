select c.name, count(*) as orders
from {{ ref('custmers') }} c
join {{ ref('orders') }} o on o.customer_id = c.customer_id
join {{ source('raw', 'prodcts') }} p on p.code = o.product_code
join {{ source('row', 'products') }} q on q.code = o.product_code
group by c.name
