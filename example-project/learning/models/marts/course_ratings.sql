{{ latest_ratings(source('lms', 'course_ratings'), 'course_id') }}
