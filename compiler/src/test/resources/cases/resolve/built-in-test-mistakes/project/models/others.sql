select id, name, name as title from {{ ref('things') }}
