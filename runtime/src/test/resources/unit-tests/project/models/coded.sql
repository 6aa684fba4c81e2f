select o.order_id, s.title, 10 / o.amount_left as share from {{ source('raw', 'left_over') }} o join {{ ref('codes') }} s on s.code = o.code
