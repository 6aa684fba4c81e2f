select name from {{ ref('customers') }} where country = '{{ var("other", "DE") }}' or country = '{{ var("country") }}'
