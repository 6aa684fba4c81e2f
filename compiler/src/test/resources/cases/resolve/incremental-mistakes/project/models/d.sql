{{ config(materialized='incremental') }}
select order_id {% if is_incremental() %}, customer_id{% endif %} from {{ ref('orders') }}
