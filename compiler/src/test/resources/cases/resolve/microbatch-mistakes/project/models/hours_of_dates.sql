{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ordered_at', batch_size='hour', begin='2026-01-01') }}
select o.order_id, o.ordered_at from {{ ref('good_time') }} as o join {{ ref('dates') }} as d on o.order_id = d.order_id
