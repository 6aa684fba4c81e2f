{{ config(materialized='incremental', unique_key=['order_id'], table_type='iceberg') }}
select order_id, amount, current_date as seen, '{{ var("mark", "plain") }}' as mark, '{{ env_var("ZONE", "none") }}' as zone
from {{ source('raw', 'orders') }}
{% if is_incremental() %}
where order_id > (select max(order_id) from {{ this }})
{% endif %}
