{{ config(materialized=none, schema=none, alias='plain_sales', tags=['mart', 'all'], post_hook="grant select on {{ this }} to role x") }}
select id, rate from {{ ref('sales') }}
