select 1 as a from {{ ref('tools', 'fien') }}, {{ ref('tool', 'fine') }}, {{ ref('tools', 'customers') }}, {{ ref('tools', 'fine') }}
