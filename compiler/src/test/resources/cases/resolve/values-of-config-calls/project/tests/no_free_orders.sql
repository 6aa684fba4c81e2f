{{ config(limit='x', store_failures='often', severty='warn') }}
{{ config(limit=var('limit', '10'), store_failures=true) }}
select * from {{ ref('orders') }}
where amount = 0
