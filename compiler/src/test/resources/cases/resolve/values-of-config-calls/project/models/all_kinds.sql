{{ config(
    materialised='table',
    enabled='often',
    schema=2024,
    tags=['daily', none],
    persist_docs={'relation': 'yes', 'colums': true},
    contract=true,
    meta='mine',
    full_refresh=var('full', 'sometimes'),
    incremental_predicates=['a = 1']
) }}
{{ config({'acess': 'public'}) }}
select order_id from {{ ref('orders') }}
