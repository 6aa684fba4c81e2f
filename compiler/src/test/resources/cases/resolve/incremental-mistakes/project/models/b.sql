{{ config(materialized='incremental', unique_key='order') }}
select order_id from {{ ref('orders') }}
