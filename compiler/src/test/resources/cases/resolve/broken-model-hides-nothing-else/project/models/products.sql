select product_code form {{ source('raw', 'products') }}
