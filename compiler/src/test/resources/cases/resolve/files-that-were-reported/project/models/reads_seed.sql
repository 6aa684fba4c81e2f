select id from {{ ref('old') }}
