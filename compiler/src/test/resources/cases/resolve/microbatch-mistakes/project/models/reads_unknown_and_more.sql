{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='orderd_at', batch_size='day', begin='soon', lookback=-1) }}
select order_id, ordered_at from {{ ref('stg') }}
