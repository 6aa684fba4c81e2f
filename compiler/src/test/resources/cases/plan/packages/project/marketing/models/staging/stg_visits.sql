select customer_id, channel, days_ago
from {{ source('tracking', 'visits') }}
where days_ago < {{ var('days') }} and days_ago > {{ var('first_year') }}
