select id from {{ ref('latn') }}
