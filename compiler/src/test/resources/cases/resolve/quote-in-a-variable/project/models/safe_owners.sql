select '{{ var("owner") | replace("'", "''") }}' as owner, name
from {{ ref('customers') }}
