{{ config(materialized='view') }}
select v.customer_id, {{ counted() }} as visits, '{{ var("currency") }}' as currency, '{{ model.package_name }}' as made_by
from {{ ref('stg_visits') }} v
join {{ ref('marketing', 'channels') }} c on c.channel = v.channel
group by v.customer_id
