{{ latest_ratings(source('lms', 'asset_ratings'), 'asset_id') }}
