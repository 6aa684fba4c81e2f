{{ config(tags=['money']) }}
select
    payment_id,
    order_id,
    method,
    {{ euros('cents') }} as amount,
    paid_at
from {{ ref('raw_payments') }}
