{{ config(unique_key='cookie_id') }}

select
    cookie_id,
    session_id,
    user_name,
    conversion_id,
    last_action
from {{ source('shop', 'cookie') }}
