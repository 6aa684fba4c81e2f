select p.code, p.title
from {{ source('raw', 'products') }}
where p.code <> '' and p.title <> ''
order by p.title
