{{ config(severity='wrn', severty='warn') }}
select * from {{ ref('orders') }}
where amount = 0
