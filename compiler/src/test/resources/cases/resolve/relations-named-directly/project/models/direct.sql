with recent as (select 1 as a)
select 1 as a from raw.orders
union all select 1 from landing.orders
union all select 1 from customers
union all select 1 from main.customers
union all select 1 from raw.ordrs
union all select 1 from recnt
union all select 1 from elsewhere.things
