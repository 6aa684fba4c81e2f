{{ config(materialized='table', contract={'enforced': true}) }}
select order_id, customer_id as customer, amount from {{ ref('orders') }}
