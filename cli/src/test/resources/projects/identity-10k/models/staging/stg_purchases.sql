{{ config(unique_key='purchase_id') }}

select
    product_id as purchase_id,
    product_name,
    product_category,
    purchased_date,
    cast(null as integer) as reward_points,
    customer_id as external_id,
    lower(trim(customer_email)) as email
from {{ source('shop', 'transactional') }}
