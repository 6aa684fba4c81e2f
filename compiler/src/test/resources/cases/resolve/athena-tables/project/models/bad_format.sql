{{ config(materialized='table', format='parket', s3_data_naming='schema_tables', field_delimiter='|', max_bytes_scanned='many') }}
select order_id from {{ ref('orders') }}
