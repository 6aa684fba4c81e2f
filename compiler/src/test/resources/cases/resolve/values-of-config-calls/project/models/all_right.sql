{{ config(enabled=env_var('GRAPHC_CASE_UNSET', 'true'), tags='daily', persist_docs={'relation': true}, meta={'owner': 7},
    unique_key=none, alias=var('alias', 'all_right_too'), full_refresh=true) }}
select order_id from {{ ref('orders') }}
