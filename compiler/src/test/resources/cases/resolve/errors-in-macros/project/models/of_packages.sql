select {{ tools.doubled('amount') }} as twice, {{ dbt.datediff('ordered_at', "'2026-01-01'", 'day') }} as days, {{ dbt.dateadd('day', 'amount_days', 'ordered_at') }} as later
from {{ ref('orders') }}
