{{ config(materialized='ephemeral') }}
select customer_id, name, country, joined from {{ source('raw', 'customers') }} where joined > {{ first_day() }}
