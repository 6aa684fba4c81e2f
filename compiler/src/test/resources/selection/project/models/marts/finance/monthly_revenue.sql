select date_trunc('month', ordered_on) as month, sum(amount) as amount from {{ ref('revenue') }} group by 1
