select name, sum(amount) as amount from {{ ref('report') }} group by name
