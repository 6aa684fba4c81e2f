{{ config(materialized='ephemeral') }}
select * from {{ ref('orders') }} where ordered_at > current_timestamp - interval '30' day
