{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ordered_at') }}
select order_id, ordered_at from {{ ref('good_time') }}
