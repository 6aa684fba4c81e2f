{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ordered_at', batch_size='day', begin='2026-01-01') }}
select order_id, ordered_at from {{ ref('stg') }}
