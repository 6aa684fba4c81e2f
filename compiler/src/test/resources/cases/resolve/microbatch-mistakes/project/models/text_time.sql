{{ config(event_time='ordered_at') }}
select order_id, cast(ordered_at as varchar) as ordered_at from {{ ref('orders') }}
