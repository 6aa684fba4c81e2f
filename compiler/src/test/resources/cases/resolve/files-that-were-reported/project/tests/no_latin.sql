select id from {{ ref('latin') }}
