{{ config(
    materialized='incremental',
    incremental_strategy='insert_overwrite',
    partitioned_by=['day'],
    write_compression='snappy',
    on_schema_change='sync_all_columns',
    ha=true
) }}
select status, sum(amount) as amount, '{{ var("currency") }}' as currency, day
from {{ ref('stg_orders') }}
{% if is_incremental() %}
where day > (select max(day) from {{ this }})
{% endif %}
group by status, day
