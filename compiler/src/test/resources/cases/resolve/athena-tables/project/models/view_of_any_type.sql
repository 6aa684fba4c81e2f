select order_id, current_timestamp as seen_at from {{ ref('orders') }}
