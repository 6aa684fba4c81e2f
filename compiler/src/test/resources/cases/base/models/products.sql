select code, title
from {{ source('raw', 'products') }}
