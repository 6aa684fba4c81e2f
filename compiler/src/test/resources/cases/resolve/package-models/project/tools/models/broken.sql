select 1 as a, no_such_column from {{ ref('orders') }}
