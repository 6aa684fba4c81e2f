{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='order_id', batch_size='day', begin='2026-01-01') }}
select order_id, ordered_at from {{ ref('text_time') }}
