{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ordered_at', batch_size='month', begin='2026-01-15') }}
select order_id, ordered_at from {{ ref('good_time') }}
where day > date '{{ model.batch.event_time_start.strftime("%Y-%m-%d") }}'
