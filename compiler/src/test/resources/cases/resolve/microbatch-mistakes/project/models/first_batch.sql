{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ordered_at', batch_size='day', begin='2026-01-01') }}
select order_id, ordered_at from {{ ref('good_time') }}
{% if model.batch and not is_incremental() %} where year(ordered_at) = {{ model.batch.event_time_start[:4] }} {% endif %}
