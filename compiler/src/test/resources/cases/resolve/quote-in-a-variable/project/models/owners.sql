select '{{ var("owner") }}' as owner, name
from {{ ref('customers') }}
