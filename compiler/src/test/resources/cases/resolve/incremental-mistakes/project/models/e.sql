{{ config(materialized='incremental', unique_keys='order_id', incremental_predicates=["x > 1"]) }}
select order_id from {{ ref('orders') }}
{% if is_incremental() %} where order_id > (select max(orderid) from {{ this }}) {% endif %}
