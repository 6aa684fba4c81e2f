{{ config(event_time='day') }}
select order_id, cast(ordered_at as date) as day from {{ ref('orders') }}
