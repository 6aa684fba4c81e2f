select code from {{ ref('products') }}
