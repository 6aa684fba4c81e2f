select {{ nme('x') }} from {{ ref('customers') }}
