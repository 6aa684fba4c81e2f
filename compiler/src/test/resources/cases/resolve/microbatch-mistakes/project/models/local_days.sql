{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ordered_at', batch_size='day', begin='2026-01-01') }}
select order_id, ordered_at from {{ ref('good_time') }}
{% if model.batch %} where ordered_at < timestamp '{{ model.batch.event_time_end }}' and ordered_at >= timestamp '{{ model.batch.event_time_start[:10] }} 00:00:00 Europe/Berlin' {% endif %}
