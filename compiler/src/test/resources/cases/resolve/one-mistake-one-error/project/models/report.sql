select c.name, o.amount from {{ ref('customers') }} c join {{ ref('orders') }} o using (customer_id)
