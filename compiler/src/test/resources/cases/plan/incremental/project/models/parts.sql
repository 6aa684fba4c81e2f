{{ config(materialized='incremental', incremental_strategy='insert_overwrite', partitioned_by=['day'], on_schema_change='sync_all_columns') }}
select order_id, amount, cast(ordered_at as date) as day from {{ ref('events') }}
