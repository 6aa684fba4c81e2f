select {{ tools.doubled('amount') }} as twice, {{ dbt.datediff('ordered_at', "'x'", 'day') }} as days, {{ dbt.dateadd('day', 'amount_days', 'ordered_at') }} as later
from {{ ref('orders') }}
