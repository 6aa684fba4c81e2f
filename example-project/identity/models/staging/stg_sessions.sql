{{ config(unique_key='session_id') }}

select
    session_id,
    user_name,
    client_ip,
    client_platform,
    domain_name,
    app_id,
    device_id,
    "user-agent" as user_agent,
    events,
    start_timestamp,
    end_timestamp
from {{ source('shop', 'clickstream') }}
