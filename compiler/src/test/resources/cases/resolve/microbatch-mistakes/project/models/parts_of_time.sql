{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ordered_at', batch_size='month', begin='2026-01-15') }}
select order_id, ordered_at from {{ ref('good_time') }}
{% if model.batch %} where '{{ model.batch.event_time_start[:7] }}' = date_format(ordered_at, '%Y-%m') {% endif %}
