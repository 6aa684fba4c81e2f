{{ config(materialized='incremental', incremental_strategy='microbatch') }}
select order_id, ordered_at from {{ ref('good_time') }}
