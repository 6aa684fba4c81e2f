{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key=[]) }}
select order_id from {{ ref('orders') }}
