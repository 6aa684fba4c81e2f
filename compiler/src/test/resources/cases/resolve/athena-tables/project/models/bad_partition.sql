{{ config(materialized='table', partitioned_by=['product_code', 'custmer_id', 'day(ordered_at)'], bucketed_by='order_id') }}
select product_code, order_id, customer_id from {{ ref('orders') }}
