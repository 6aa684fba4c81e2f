{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='day', batch_size='hour', begin='soon', lookback=-1) }}
select order_id, day from {{ ref('good_time') }}
