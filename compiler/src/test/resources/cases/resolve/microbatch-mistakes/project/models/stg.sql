{{ config(event_time='orderd_at') }}
select order_id, ordered_at from {{ ref('orders') }}
