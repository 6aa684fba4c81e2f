{{ config(materialized='incremental', incremental_strategy='append', on_schema_change='ignored') }}
select order_id from {{ ref('orders') }}
