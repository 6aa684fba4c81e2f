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
select json_exists(status, 'lax $.a') as a, json_value(status, 'lax $.b[0]') as b, json_value(status, 'strict $.c' returning decimal(12,2) default 1 on empty error on error) as c, json_query(status, 'lax $.d[*]' with array wrapper) as d, json_query(status, 'lax $' returning varbinary) as e from orders
=> a boolean, b varchar, c decimal(12,2), d varchar, e varbinary
;
select json_exists('{}', 'lax $.a ? (@ > $x)' passing order_id as "x") as a from orders
=> a boolean not null
;
select json_object('id' : order_id, key 'rest' value json_array(status, total, null) absent on null with unique keys returning varchar(100)) as o, json_array() as e from orders
=> o varchar(100) not null, e varchar not null
;
select orders.address.* from orders
=> street varchar, zip varchar
;
select (cast(row(order_id, 1) as row(a bigint, b integer))).* from orders
=> a bigint, b integer
;
select c.* as (id, label, land, since, points) from customers c
=> id bigint not null, label varchar not null, land varchar, since timestamp(3) with time zone, points real
;
select x, a.*, b.* from (select 1 as x, 2 as y) a join (select 1 as x, 3 as z) b using (x)
=> x integer not null, y integer not null, z integer not null
;
select status, paid, count(*) as n from orders group by distinct rollup (status, paid), cube (orders.status)
=> status varchar, paid boolean, n bigint not null
;
select row(status, paid) as r, count(*) as n from orders group by row(status, paid)
=> r row(varchar, boolean) not null, n bigint not null
;
select id, a, b from json_table('[1]', 'lax $[*]' columns (id for ordinality, a integer path 'lax $.a', nested path 'lax $.n[*]' as "p" columns (b varchar(10) format json path 'lax $.b')) plan default (outer)) as t
=> id bigint not null, a integer, b varchar(10)
;
select kind, v from events left join json_table(kind, 'lax $' passing id as "i" columns (v varchar default 'x' on empty)) on true
=> kind varchar, v varchar
;
select sequential_number as n from table(sequence(start => 1, stop => 10, step => 3))
=> n bigint not null
;
select n from table(sequence(1, 10)) t (n)
=> n bigint not null
;
select * from table(exclude_columns(input => table(customers), columns => descriptor(name, score)))
=> customer_id bigint not null, country varchar, created_at timestamp(3) with time zone
;
select order_id from orders for version as of 5
=> order_id bigint not null
;
select order_id from orders for timestamp as of timestamp '2026-01-01 00:00:00 UTC' o
=> order_id bigint not null
;
select x.status, x.name from (orders o join customers c on o.customer_id = c.customer_id) x
=> status varchar, name varchar not null
;
with function inc(x integer) returns integer return x + 1 select inc(1) as a
=> a integer
;
select cast(null as interval year to month) as y, cast(null as interval day to second) as d
=> y interval year to month, d interval day to second
;
select a, b, c from json_table('{}', 'lax $' as "root" columns (a integer, nested path 'lax $.n[*]' as "p" columns (b integer), nested path 'lax $.m[*]' as "q" columns (c integer)) plan ("root" outer ("p" union "q")))
=> a integer, b integer, c integer
;
