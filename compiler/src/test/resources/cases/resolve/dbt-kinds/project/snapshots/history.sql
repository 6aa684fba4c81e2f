{% snapshot customers_history %}
{{ config(target_schema='snapshots', unique_key='customer_id', strategy='check', check_cols='all') }}
select * from {{ source('raw', 'customers') }}
{% endsnapshot %}

{% snapshot orders_history %}
{{ config(target_schema="snapshots", strategy='timestamp', updated_at='ordered_at', unique_key='order_id') }}
select * from {{ source('raw', 'orders') }}
{% endsnapshot %}

{% snapshot left_out %}
{{ config(enabled=false) }}
select 1
{% endsnapshot %}
