{{ config(materialized='incremental') }}
select name from {{ ref('customers') }}
