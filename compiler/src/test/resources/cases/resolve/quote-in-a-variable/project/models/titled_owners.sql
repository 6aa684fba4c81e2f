select '{{ "owner " ~ var("owner") | trim }}' as owner, name
from {{ ref('customers') }}
