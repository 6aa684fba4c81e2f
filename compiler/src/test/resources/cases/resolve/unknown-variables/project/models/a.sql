select name from {{ ref('customers') }} where country = '{{ var("contry") }}'
