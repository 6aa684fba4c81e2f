{{ config(materialized='table', format='ORC', partitioned_by=['product_code', 'day'], bucketed_by=['order_id'], bucket_count=8, write_compression='zstd', max_bytes_scanned=1000000, force_batch=true) }}
select order_id, ordered_at, product_code, cast(ordered_at as date) as day from {{ ref('orders') }}
