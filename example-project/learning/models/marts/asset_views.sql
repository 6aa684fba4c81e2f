select
    user_id,
    asset_id,
    count(*) as views,
    sum(seconds_watched) as seconds_watched,
    max(viewed_at) as last_viewed_at,
    {{ recency('max(viewed_at)') }} as recency
from {{ source('lms', 'asset_views') }}
group by user_id, asset_id
