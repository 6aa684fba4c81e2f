select code from {{ source('raw', 'products') }}
