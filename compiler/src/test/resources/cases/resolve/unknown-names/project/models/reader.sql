select name from {{ ref('report') }}
