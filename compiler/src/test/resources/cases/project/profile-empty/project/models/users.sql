select user_id, name from {{ source('lms', 'users') }}
