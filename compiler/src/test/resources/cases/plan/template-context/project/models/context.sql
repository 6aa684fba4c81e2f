{{ config(materialized='table', tags=['a', 'b'], alias='ctx') }}
select
    customer_id,
    '{{ run_started_at }} {{ run_started_at.strftime("%d.%m.%Y %H:%M") }} {{ run_started_at.isoformat() }}' as started,
    '{{ target.name }} {{ target.schema }} {{ target.type }} {{ this }} {{ this.schema }} {{ model.name }}' as places,
    '{{ var("days") * 2 }} {{ var("countries") | join("+") }} {{ var.has_var("x") }} {{ var("note") is none }}' as vars,
    '{{ config.get("alias") }} {{ config.get("missing", "nothing") }} {{ is_incremental() }} {{ execute }}' as configs,
    {{ cents('amount') }} as cents
from {{ read('orders') }}
where {{ adapter.quote('customer_id') }} in (select customer_id from {{ ref('shop', 'customers') }})
