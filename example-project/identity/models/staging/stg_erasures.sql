{{ config(unique_key='user_name') }}

select
    user_name,
    max(requested_on) as requested_on
from {{ source('shop', 'erasure_requests') }}
where user_name is not null
group by user_name
