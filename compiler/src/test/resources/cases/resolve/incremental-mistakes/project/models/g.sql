{{ config(materialized='incremental', incremental_strategy=3) }}
select order_id from {{ ref('orders') }}
