{{ config(tags=['audit'], severity='warn') }}
select o.ordered_on from {{ ref('orders') }} o join {{ ref('revenue') }} r on r.ordered_on = o.ordered_on where r.amount < o.amount
