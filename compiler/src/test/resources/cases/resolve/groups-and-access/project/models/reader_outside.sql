select l.id
from {{ ref('ledger') }} as l
join {{ ref('lonely') }} as o on o.id = l.id
