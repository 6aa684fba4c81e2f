select {{ tools.dubled('amount') }} as a, {{ dbt.date_ad('day', 1, 'x') }} as b from {{ ref('orders') }}
