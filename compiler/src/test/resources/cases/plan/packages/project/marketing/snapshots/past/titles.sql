{% snapshot channel_titles %}
{{ config(unique_key='channel', strategy='check', check_cols=['title'], schema='mine') }}
select channel, title, '{{ var("currency") }}' as currency from {{ ref('channels') }}
{% endsnapshot %}
