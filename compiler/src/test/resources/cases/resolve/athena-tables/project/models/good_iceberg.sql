{{ config(materialized='incremental', unique_key='order_id', table_type='iceberg', partitioned_by=['day(ordered_at)', 'bucket(order_id, 16)'], table_properties={'vacuum_max_snapshot_age_seconds': '86400'}) }}
select order_id, ordered_at, current_timestamp as seen_at from {{ ref('orders') }}
