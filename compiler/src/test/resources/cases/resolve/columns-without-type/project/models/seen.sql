{{ config(materialized='view') }}
select order_id, null as note, array[] as tags from {{ ref('orders') }}
