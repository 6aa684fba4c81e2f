{{ config(materialized='materialized_view') }}
select name from {{ ref('customers') }}
