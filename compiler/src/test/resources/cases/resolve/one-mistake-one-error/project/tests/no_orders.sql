select 1 as one from {{ ref('summary') }} where amount = 0
