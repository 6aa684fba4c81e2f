{{ config(materialized='incremental', incremental_strategy='merge') }}
select order_id from {{ ref('orders') }}
