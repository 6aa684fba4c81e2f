select customer_id, name, '{{ tenant }}' as company from {{ source('raw', 'customers') }}
