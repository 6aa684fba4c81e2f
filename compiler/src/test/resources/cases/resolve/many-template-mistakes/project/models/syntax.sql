-- Every mistake of a file is told, whatever kind the one before it is, and none for what follows from another.
select {{ 1 + }} as a, {{ var('not_there') }} as b, {{ 'x }} as c
from {{ ref('ordres') }} where {{ orders.total }} > 1 and {{ no_macro('x') }}
{{ unclosed
union all select 1, 2, 3
