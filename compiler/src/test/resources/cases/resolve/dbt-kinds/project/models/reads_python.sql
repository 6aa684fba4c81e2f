select day from {{ ref('forecast') }}
