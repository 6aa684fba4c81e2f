{{ config(event_time='ordered_at') }}
select order_id, ordered_at, cast(ordered_at as date) as day from {{ ref('orders') }}
