select distinct page as code from {{ ref('orders') }}
