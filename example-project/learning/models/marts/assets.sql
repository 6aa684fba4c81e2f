select
    asset_id,
    title,
    kind,
    seconds
from {{ source('lms', 'assets') }}
