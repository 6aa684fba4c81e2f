select {{ dbt_utils.star(ref('orders')) }}, {{ dbt_utils.generate_surrogate_key(['order_id']) }} as key from {{ ref('orders') }}
