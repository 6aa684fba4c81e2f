{{ config(materialized='incremental', full_refresh=false) }}
select order_id, amount from {{ ref('events') }}
