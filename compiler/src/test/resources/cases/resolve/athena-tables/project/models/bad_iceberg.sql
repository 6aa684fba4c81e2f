{{ config(materialized='table', table_type='iceberg', format='json', bucketed_by=['order_id'], bucket_count=4, partitioned_by=['week(ordered_at)', 'day(order_at)']) }}
select order_id, ordered_at, cast(1 as tinyint) as small from {{ ref('orders') }}
