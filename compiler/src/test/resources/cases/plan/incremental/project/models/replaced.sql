{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='order_id, customer_id') }}
select order_id, customer_id from {{ ref('events') }}
