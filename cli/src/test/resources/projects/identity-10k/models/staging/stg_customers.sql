{{ config(unique_key='user_name') }}

select
    user_name,
    lower(trim(email)) as email,
    phone_number,
    external_id,
    street_address,
    postcode,
    city,
    country,
    birthday,
    loyalty_points,
    replace(loyalty_level, 'entusiast', 'enthusiast') as loyalty_level
from {{ source('shop', 'first_party') }}
