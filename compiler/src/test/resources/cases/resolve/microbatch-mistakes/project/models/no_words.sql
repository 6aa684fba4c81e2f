{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='', batch_size=['day'], begin=[2026], lookback=2147483648) }}
select order_id, ordered_at from {{ ref('good_time') }}
