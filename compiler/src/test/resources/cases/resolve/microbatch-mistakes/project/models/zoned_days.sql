{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ordered_at', batch_size='day', begin='2026-01-01') }}
select order_id, ordered_at, 3001 as number, date '3001-01-01' as never from {{ ref('good_time') }}
{% if model.batch %} where ordered_at >= with_timezone(timestamp '{{ model.batch.event_time_start[:10] }} 00:00:00', 'Europe/Berlin') {% endif %}
