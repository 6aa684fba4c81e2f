{{ config(unique_key='purchase_id') }}

select
    purchase_id,
    product_name,
    product_category,
    purchased_date,
    reward_points,
    case when customer_id not like '%@%' then customer_id end as external_id,
    case when customer_id like '%@%' then lower(trim(customer_id)) end as email
from {{ source('shop', 'transactional') }}
