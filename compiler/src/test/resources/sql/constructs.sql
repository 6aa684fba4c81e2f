with recursive t (n) as (select 1 union all select n + 1 from t where n < 5) select n from t
=> n integer
;
with recursive T (n, path) as (values (1, cast('a' as varchar)) union all select n + 1, path || 'b' from t where n < 4) select * from T
=> n integer, path varchar
;
with recursive u (n) as (select 7), t (n) as (table u union all select n + 1 from t where n < 9) select n from t
=> n integer
;
with recursive parents (id, parent) as (select order_id, customer_id from orders union all select o.order_id, p.parent from parents p join orders o on o.customer_id = p.id) select id, parent from parents
=> id bigint, parent bigint
;
select x from (values 3, 1, 1, 2) t (x) order by x fetch first 1 rows with ties
=> x integer not null
;
select status as s, count(*) as n from orders group by status order by 2 desc offset 1 row fetch next 2 rows with ties
=> s varchar, n bigint not null
;
select x, y, z from (select 1 as x, 2 as y) join (select 1 as x, 3 as z) using (x)
=> x integer not null, y integer not null, z integer not null
;
select b from (values 1) t (a), lateral (select a + 1 as b)
=> b integer not null
;
select count(*) as n from orders tablesample bernoulli (50.5)
=> n bigint not null
;
select current_user as a, current_catalog as b, current_schema as c, current_path as d
=> a varchar not null, b varchar, c varchar, d varchar
;
select order_id from orders where row(order_id) in (select order_id from orders) and (order_id, status) not in (select 1, 'a')
=> order_id bigint not null
;
select varbinary 'ab' as b
=> b varbinary not null
;
select (select 1, 'a') as pair
=> pair row(integer, varchar(1))
;
