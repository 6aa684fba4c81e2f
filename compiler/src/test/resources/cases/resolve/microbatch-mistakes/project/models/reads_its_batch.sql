{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ordered_at', batch_size='month', begin='2026-01-15') }}
select order_id, ordered_at, '{{ model.batch.event_time_start if model.batch }}' as since from {{ ref('good_time') }}
