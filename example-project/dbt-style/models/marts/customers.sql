with
{% call(name) named('spent') %}
select orders.customer_id, sum(payments.amount) as {{ name }}, count(distinct orders.order_id) as orders
from {{ ref('stg_orders') }} orders
join {{ ref('stg_payments') }} payments on payments.order_id = orders.order_id
group by 1
{% endcall %}
select
    customers.customer_id,
    names.full_name,
    customers.login,
    coalesce(spent.spent, 0e0) as spent,
    coalesce(spent.orders, 0) as orders,
    coalesce(loyalty.points, 0) as points,
    '{{ var("currency") }}' as currency
from {{ ref('stg_customers') }} customers
join {{ ref('customer_names') }} names on names.customer_id = customers.customer_id
left join spent on spent.customer_id = customers.customer_id
left join {{ ref('stg_loyalty') }} loyalty on loyalty.customer_id = customers.customer_id
