select name from {{ ref('customers') }} where country = '{{ env_var("SHOP_COUNTRY") }}'
