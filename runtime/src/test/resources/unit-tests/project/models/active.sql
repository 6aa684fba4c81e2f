{{ config(materialized='ephemeral') }}
select customer_id, name, city from {{ source('raw', 'customers') }} where city is not null
