select 1 as x
=> x integer not null
;
select 2147483648 as x
=> x bigint not null
;
select -5 as x
=> x integer not null
;
select 1.50 as x
=> x decimal(3,2) not null
;
select .5 as x
=> x decimal(1,1) not null
;
select 1e3 as x
=> x double not null
;
select 'abc' as x
=> x varchar(3) not null
;
select '' as x
=> x varchar(0) not null
;
select null as x
=> x unknown
;
select true and null as x
=> x boolean
;
select x'0aff' as x
=> x varbinary not null
;
select date '2024-02-29' as x
=> x date not null
;
select timestamp '2024-01-01 10:00:00' as x
=> x timestamp(0) not null
;
select timestamp '2024-01-01 10:00:00.123456' as x
=> x timestamp(6) not null
;
select timestamp '2024-01-01 10:00:00.000 Europe/Berlin' as x
=> x timestamp(3) with time zone not null
;
select time '10:00:00.5' as x
=> x time(1) not null
;
select interval '1' day as x
=> x interval day to second not null
;
select interval '-2' month as x
=> x interval year to month not null
;
select interval '1-2' year to month as x
=> x interval year to month not null
;
select decimal '12.340' as x
=> x decimal(5,3) not null
;
select char 'ab' as x
=> x char(2) not null
;
select json '{"a": 1}' as x
=> x json not null
;
select uuid '12151fd2-7586-11e9-8f9e-2a86e4085a59' as x
=> x uuid not null
;
select bigint '7' as x
=> x bigint not null
;
select double '1.5' as x
=> x double not null
;
select real '1.5' as x
=> x real not null
;
select tinyint '1' as x
=> x tinyint not null
;
select array[1, 2, 3] as x
=> x array(integer) not null
;
select array[] as x
=> x array(unknown) not null
;
select array[1, 2.5] as x
=> x array(decimal(11,1)) not null
;
select array[1, null] as x
=> x array(integer) not null
;
select map(array['a'], array[1]) as x
=> x map(varchar(1), integer) not null
;
select row(1, 'a') as x
=> x row(integer, varchar(1)) not null
;
select cast(row(1, 'a') as row(id bigint, name varchar)) as x
=> x row(id bigint, name varchar) not null
;
select cast(row(1, 'a') as row(id bigint, name varchar)).name as x
=> x varchar
;
select row(1, 'a')[2] as x
=> x varchar(1)
;
select 1 + 2 as x
=> x integer not null
;
select 1 / 2 as x
=> x integer not null
;
select 5 % 2 as x
=> x integer not null
;
select 1.5 * 2 as x
=> x decimal(12,1) not null
;
select 1.5 / 2 as x
=> x decimal(2,1) not null
;
select 1 + 1e0 as x
=> x double not null
;
select 1 as x where 1 = 1
=> x integer not null
;
select 1 as x from (values 1) t (a)
=> x integer not null
;
select a, b from (values (1, 'a'), (2, 'bcd')) t (a, b)
=> a integer not null, b varchar(3) not null
;
select a from (values 1, 2.5, null) t (a)
=> a decimal(11,1)
;
select order_id from orders
=> order_id bigint not null
;
select ORDER_ID from Orders
=> order_id bigint not null
;
select "Order_Id" from "orders"
=> order_id bigint not null
;
select order_id from analytics.orders
=> order_id bigint not null
;
select order_id from awsdatacatalog.analytics.orders
=> order_id bigint not null
;
select analytics.orders.order_id from analytics.orders
=> order_id bigint not null
;
select orders.order_id from analytics.orders
=> order_id bigint not null
;
select o.order_id, o.total from orders o
=> order_id bigint not null, total decimal(12,2)
;
select o.order_id as id from orders as o
=> id bigint not null
;
select o.* from (select order_id, status from orders) o
=> order_id bigint not null, status varchar
;
select * from (select order_id, status from orders) o
=> order_id bigint not null, status varchar
;
select *, 1 as one from (select order_id from orders) o
=> order_id bigint not null, one integer not null
;
select total * quantity as x from orders
=> x decimal(22,2)
;
select total + total as x from orders
=> x decimal(13,2)
;
select total / 3 as x from orders
=> x decimal(12,2)
;
select total - 1 as x from orders
=> x decimal(13,2)
;
select quantity / 2 as x from orders
=> x integer
;
select amount / quantity as x from orders
=> x double
;
select -total as x from orders
=> x decimal(12,2)
;
select order_date + interval '1' day as x from orders
=> x date
;
select order_date - interval '1' month as x from orders
=> x date
;
select ordered_at + interval '2' hour as x from orders
=> x timestamp(3)
;
select order_date - order_date as x from orders
=> x interval day to second
;
select ordered_at - ordered_at as x from orders
=> x interval day to second
;
select interval '1' day * 3 as x
=> x interval day to second not null
;
select status || '-' || note as x from orders
=> x varchar
;
select order_id = customer_id as x from orders
=> x boolean
;
select order_date > date '2024-01-01' as x from orders
=> x boolean
;
select order_date = ordered_at as x from orders
=> x boolean
;
select status = note as x from orders
=> x boolean
;
select total > 5 as x from orders
=> x boolean
;
select order_id between 1 and 10 as x from orders
=> x boolean not null
;
select order_date not between date '2024-01-01' and date '2024-12-31' as x from orders
=> x boolean
;
select status in ('a', 'b') as x from orders
=> x boolean
;
select quantity in (1, 2.5) as x from orders
=> x boolean
;
select status not in ('a') as x from orders
=> x boolean
;
select status like 'a%' as x from orders
=> x boolean
;
select status like 'a#%' escape '#' as x from orders
=> x boolean
;
select status is null as x from orders
=> x boolean not null
;
select status is not null as x from orders
=> x boolean not null
;
select status is distinct from note as x from orders
=> x boolean not null
;
select not paid as x from orders
=> x boolean
;
select paid and order_id > 1 or false as x from orders
=> x boolean
;
select case when paid then 1 end as x from orders
=> x integer
;
select case when paid then 1 else 2.5 end as x from orders
=> x decimal(11,1) not null
;
select case status when 'a' then 'x' else 'yy' end as x from orders
=> x varchar(2) not null
;
select case when paid then null else status end as x from orders
=> x varchar
;
select coalesce(status, note, 'none') as x from orders
=> x varchar not null
;
select coalesce(quantity, 0) as x from orders
=> x integer not null
;
select coalesce(quantity, total) as x from orders
=> x decimal(12,2)
;
select nullif(quantity, 0) as x from orders
=> x integer
;
select if(paid, 'y', 'no') as x from orders
=> x varchar(2) not null
;
select if(paid, 1) as x from orders
=> x integer
;
select try(order_id / quantity) as x from orders
=> x bigint
;
select cast(status as integer) as x from orders
=> x integer
;
select cast(order_id as varchar) as x from orders
=> x varchar not null
;
select cast(total as decimal(10, 1)) as x from orders
=> x decimal(10,1)
;
select cast(status as varchar(3)) as x from orders
=> x varchar(3)
;
select cast(null as double) as x
=> x double
;
select try_cast(status as date) as x from orders
=> x date
;
select cast(payload as map(varchar, bigint)) as x from events
=> x map(varchar, bigint)
;
select cast(tags as json) as x from orders
=> x json
;
select cast(status as char(3)) as x from orders
=> x char(3)
;
select cast('2024-01-01' as timestamp(6) with time zone) as x
=> x timestamp(6) with time zone not null
;
select extract(year from order_date) as x from orders
=> x bigint
;
select extract(hour from ordered_at) as x from orders
=> x bigint
;
select year(order_date) as x from orders
=> x bigint
;
select date_trunc('month', order_date) as x from orders
=> x date
;
select date_trunc('hour', ordered_at) as x from orders
=> x timestamp(3)
;
select date_diff('day', order_date, current_date) as x from orders
=> x bigint
;
select date_add('day', 1, order_date) as x from orders
=> x date
;
select date_format(ordered_at, '%Y-%m') as x from orders
=> x varchar
;
select from_unixtime(order_id) as x from orders
=> x timestamp(3) with time zone not null
;
select to_unixtime(ordered_at) as x from orders
=> x double
;
select ordered_at at time zone 'UTC' as x from orders
=> x timestamp(3) with time zone
;
select created_at at time zone 'Europe/Berlin' as x from customers
=> x timestamp(3) with time zone
;
select current_date as x
=> x date not null
;
select current_timestamp as x
=> x timestamp(3) with time zone not null
;
select current_timestamp(6) as x
=> x timestamp(6) with time zone not null
;
select localtimestamp as x
=> x timestamp(3) not null
;
select current_time as x
=> x time(3) with time zone not null
;
select localtime as x
=> x time(3) not null
;
select now() as x
=> x timestamp(3) with time zone not null
;
select upper(status) as x from orders
=> x varchar
;
select lower(note) as x from orders
=> x varchar(20)
;
select length(status) as x from orders
=> x bigint
;
select substr(status, 1, 2) as x from orders
=> x varchar
;
select substring(status from 2) as x from orders
=> x varchar
;
select replace(status, 'a', 'b') as x from orders
=> x varchar
;
select split(status, ',') as x from orders
=> x array(varchar)
;
select split_part(status, ',', 1) as x from orders
=> x varchar
;
select trim(status) as x from orders
=> x varchar
;
select trim(both 'x' from status) as x from orders
=> x varchar
;
select position('a' in status) as x from orders
=> x bigint
;
select concat(status, note) as x from orders
=> x varchar
;
select format('%s', status) as x from orders
=> x varchar not null
;
select regexp_extract(status, '(a)', 1) as x from orders
=> x varchar
;
select regexp_like(status, 'a') as x from orders
=> x boolean
;
select regexp_replace(status, 'a', 'b') as x from orders
=> x varchar
;
select round(total, 1) as x from orders
=> x decimal(13,2)
;
select round(amount) as x from orders
=> x double
;
select abs(quantity) as x from orders
=> x integer
;
select greatest(quantity, 1) as x from orders
=> x integer
;
select least(total, 1.5) as x from orders
=> x decimal(12,2)
;
select tags[1] as x from orders
=> x varchar
;
select element_at(tags, 1) as x from orders
=> x varchar
;
select attributes['k'] as x from orders
=> x varchar
;
select element_at(attributes, 'k') as x from orders
=> x varchar
;
select address.zip as x from orders
=> x varchar
;
select o.address.street as x from orders o
=> x varchar
;
select cardinality(tags) as x from orders
=> x bigint
;
select contains(tags, 'a') as x from orders
=> x boolean
;
select array_join(tags, ',') as x from orders
=> x varchar
;
select array_distinct(tags) as x from orders
=> x array(varchar)
;
select transform(tags, t -> length(t)) as x from orders
=> x array(bigint)
;
select transform(tags, t -> t || status) as x from orders
=> x array(varchar)
;
select filter(tags, t -> t <> 'a') as x from orders
=> x array(varchar)
;
select any_match(tags, t -> t = 'a') as x from orders
=> x boolean
;
select reduce(array[1, 2], 0, (s, v) -> s + v, s -> s) as x
=> x integer
;
select reduce(array[1, 2], 0e0, (s, v) -> s + v, s -> s > 1) as x
=> x boolean
;
select zip_with(tags, array[1], (a, b) -> row(a, b)) as x from orders
=> x array(row(varchar, integer))
;
select map_filter(attributes, (k, v) -> v is not null) as x from orders
=> x map(varchar, varchar)
;
select transform_values(attributes, (k, v) -> length(v)) as x from orders
=> x map(varchar, bigint)
;
select transform(array[array[1]], a -> transform(a, b -> b + 1)) as x
=> x array(array(integer)) not null
;
select transform(array[cast(row(1) as row(v integer))], r -> r.v) as x
=> x array(integer) not null
;
select sequence(1, 5) as x
=> x array(bigint) not null
;
select json_extract_scalar(payload, '$.a') as x from events
=> x varchar
;
select json_extract(payload, '$.a') as x from events
=> x json
;
select to_hex(md5(to_utf8(status))) as x from orders
=> x varchar
;
select count(*) as x from orders
=> x bigint not null
;
select count(status) as x from orders
=> x bigint not null
;
select count(distinct status) as x from orders
=> x bigint not null
;
select sum(total) as x from orders
=> x decimal(38,2)
;
select sum(quantity) as x from orders
=> x bigint
;
select sum(amount) as x from orders
=> x double
;
select avg(quantity) as x from orders
=> x double
;
select avg(total) as x from orders
=> x decimal(12,2)
;
select min(order_date) as x, max(status) as y from orders
=> x date, y varchar
;
select max_by(status, total) as x from orders
=> x varchar
;
select count_if(paid) as x from orders
=> x bigint not null
;
select bool_or(paid) as x from orders
=> x boolean
;
select arbitrary(note) as x from orders
=> x varchar(20)
;
select array_agg(status) as x from orders
=> x array(varchar)
;
select array_agg(status order by order_id desc) as x from orders
=> x array(varchar)
;
select map_agg(order_id, status) as x from orders
=> x map(bigint, varchar)
;
select histogram(status) as x from orders
=> x map(varchar, bigint)
;
select approx_distinct(status) as x from orders
=> x bigint not null
;
select approx_percentile(amount, 0.5) as x from orders
=> x double
;
select stddev(amount) as x from orders
=> x double
;
select listagg(status, ',') within group (order by order_id) as x from orders
=> x varchar
;
select sum(total) filter (where paid) as x from orders
=> x decimal(38,2)
;
select customer_id, count(*) as n from orders group by customer_id
=> customer_id bigint, n bigint not null
;
select customer_id, count(*) as n from orders group by 1
=> customer_id bigint, n bigint not null
;
select upper(status) as s, count(*) as n from orders group by upper(status)
=> s varchar, n bigint not null
;
select upper(status) || 'x' as s from orders group by upper(status)
=> s varchar
;
select o.customer_id from orders o group by customer_id
=> customer_id bigint
;
select customer_id from orders group by customer_id having sum(total) > 10
=> customer_id bigint
;
select max(total) - min(total) as x from orders having count(*) > 1
=> x decimal(13,2)
;
select status, sum(total) as s from orders group by rollup (status)
=> status varchar, s decimal(38,2)
;
select status, note, count(*) as n from orders group by cube (status, note)
=> status varchar, note varchar(20), n bigint not null
;
select status, note, grouping(status, note) as g from orders group by grouping sets ((status, note), (status), ())
=> status varchar, note varchar(20), g integer not null
;
select status, count(*) as c from orders group by status order by count(*) desc, max(total)
=> status varchar, c bigint not null
;
select order_id as x from orders order by x + 1
=> x bigint not null
;
select order_id as x from orders order by 1 desc nulls first limit 5
=> x bigint not null
;
select order_id from orders offset 5 rows fetch first 10 rows only
=> order_id bigint not null
;
select order_id from orders limit all
=> order_id bigint not null
;
select distinct status from orders order by status
=> status varchar
;
select distinct status, note from orders
=> status varchar, note varchar(20)
;
select row_number() over (partition by customer_id order by ordered_at desc) as x from orders
=> x bigint not null
;
select rank() over (order by total) as x from orders
=> x bigint not null
;
select lag(total) over (order by order_id) as x from orders
=> x decimal(12,2)
;
select lead(status, 2, 'none') over (order by order_id) as x from orders
=> x varchar
;
select first_value(status) over w as x from orders window w as (partition by customer_id order by order_id)
=> x varchar
;
select nth_value(status, 2) over (order by order_id) as x from orders
=> x varchar
;
select ntile(4) over (order by order_id) as x from orders
=> x bigint
;
select percent_rank() over (order by order_id) as x from orders
=> x double not null
;
select sum(total) over (order by order_id rows between 2 preceding and current row) as x from orders
=> x decimal(38,2)
;
select avg(amount) over (partition by status order by order_date range between interval '7' day preceding and current row) as x from orders
=> x double
;
select count(*) over () as x from orders
=> x bigint not null
;
select sum(count(*)) over () as x from orders group by status
=> x bigint
;
select lag(status) ignore nulls over (order by order_id) as x from orders
=> x varchar
;
select x from (select order_id as x, row_number() over (order by order_id) as n from orders) where n = 1
=> x bigint not null
;
select o.order_id, c.name from orders o join customers c on o.customer_id = c.customer_id
=> order_id bigint not null, name varchar not null
;
select o.order_id, c.name from orders o left join customers c on o.customer_id = c.customer_id
=> order_id bigint not null, name varchar
;
select o.order_id, c.name from orders o right join customers c on o.customer_id = c.customer_id
=> order_id bigint, name varchar not null
;
select o.order_id, c.name from orders o full join customers c on o.customer_id = c.customer_id
=> order_id bigint, name varchar
;
select o.order_id, c.name from orders o cross join customers c
=> order_id bigint not null, name varchar not null
;
select o.order_id, c.name from orders o, customers c where o.customer_id = c.customer_id
=> order_id bigint not null, name varchar not null
;
select customer_id, name from orders join customers using (customer_id)
=> customer_id bigint not null, name varchar not null
;
select customer_id, count(*) as n from orders full join customers using (customer_id) group by customer_id
=> customer_id bigint, n bigint not null
;
select customer_id as id from orders left join customers using (customer_id) order by customer_id
=> id bigint
;
select a.order_id from orders a join orders b on a.order_id = b.order_id and b.paid
=> order_id bigint not null
;
select t.tag from orders cross join unnest(tags) as t (tag)
=> tag varchar
;
select t.tag, t.n from orders cross join unnest(tags) with ordinality as t (tag, n)
=> tag varchar, n bigint not null
;
select k, v from orders cross join unnest(attributes) as t (k, v)
=> k varchar, v varchar
;
select a, b from unnest(array[1, 2], array['x']) as t (a, b)
=> a integer, b varchar(1)
;
select n, s from unnest(array[cast(row(1, 'a') as row(n integer, s varchar))]) as t (n, s)
=> n integer, s varchar
;
select o.order_id, u.t from orders o left join unnest(o.tags) as u (t) on true
=> order_id bigint not null, t varchar
;
select y.b from (select order_id as a from orders) x cross join lateral (select x.a + 1 as b) y
=> b bigint not null
;
select order_id from orders where customer_id in (select customer_id from customers)
=> order_id bigint not null
;
select order_id from orders where customer_id not in (select customer_id from customers where name = 'x')
=> order_id bigint not null
;
select order_id from orders o where exists (select 1 from events e where e.user_id = o.customer_id)
=> order_id bigint not null
;
select order_id from orders where total > (select avg(total) from orders)
=> order_id bigint not null
;
select (select name from customers c where c.customer_id = o.customer_id) as name from orders o
=> name varchar
;
select order_id from orders where order_id > all (select customer_id from customers)
=> order_id bigint not null
;
select order_id from orders where order_id = any (values 1, 2)
=> order_id bigint not null
;
select order_id from orders where (order_id, customer_id) in (select customer_id, customer_id from customers)
=> order_id bigint not null
;
with a as (select order_id from orders) select order_id from a
=> order_id bigint not null
;
with a (x, y) as (select order_id, status from orders) select y, x from a
=> y varchar, x bigint not null
;
with a as (select 1 as x), b as (select x + 1 as y from a) select a.x, b.y from a, b
=> x integer not null, y integer not null
;
with a as (select 1 as x), b as (with a as (select 'q' as x) select x from a) select b.x from b
=> x varchar(1) not null
;
with orders as (select 1 as one) select one from orders
=> one integer not null
;
select order_id from orders union select customer_id from customers
=> order_id bigint not null
;
select order_id from orders union all select quantity from orders
=> order_id bigint
;
select status from orders union all select null
=> status varchar
;
select null as x union all select status from orders
=> x varchar
;
select note from orders union all select status from orders
=> note varchar
;
select 1 as x union all select 2.5
=> x decimal(11,1) not null
;
select order_id from orders intersect select customer_id from customers
=> order_id bigint not null
;
select order_id from orders except select customer_id from customers
=> order_id bigint not null
;
select 1 as x union all select 2 union all select 3
=> x integer not null
;
(select 1 as x) union (select 2) order by 1 limit 1
=> x integer not null
;
(select order_id from orders order by order_id limit 1) union all select 5
=> order_id bigint not null
;
select date '2024-01-01' as x union all select timestamp '2024-01-01 00:00:00'
=> x timestamp(0) not null
;
table customers
=> customer_id bigint not null, name varchar not null, country varchar, created_at timestamp(3) with time zone, score real
;
select * from orders tablesample bernoulli (10)
=> order_id bigint not null, customer_id bigint, ordered_at timestamp(3), order_date date, total decimal(12,2), status varchar, note varchar(20), paid boolean, tags array(varchar), attributes map(varchar, varchar), address row(street varchar, zip varchar), amount double, quantity integer
;
select 1 as x -- a comment
=> x integer not null
;
/* a comment */ select order_id /* another */ from orders
=> order_id bigint not null
;
select date, "select" from (select 1 as date, 2 as "select") t
=> date integer not null, select integer not null
;
select year, month, day from (select 1 as year, 2 as month, 3 as day) t
=> year integer not null, month integer not null, day integer not null
;
select kind, at from events
=> kind varchar, at timestamp(3)
;
select order_id, count(*) as n from orders group by rollup (order_id)
=> order_id bigint, n bigint not null
;
select order_id, status, count(*) as n from orders group by order_id, cube (status)
=> order_id bigint not null, status varchar, n bigint not null
;
select o.customer_id as a, x.n from orders o left join (select customer_id, count(*) as n from events e join customers c on e.user_id = c.customer_id group by customer_id) x on x.customer_id = o.customer_id
=> a bigint, n bigint
;

;
select order_id from (select *, row_number() over (partition by order_id order by ordered_at) as rn
  from (select * from orders o join customers c on o.customer_id = c.customer_id) as joined) as numbered where rn = 1
=> order_id bigint not null
;
with j as (select o.*, c.* from orders o left join customers c on o.customer_id = c.customer_id), k as (select * from j)
select name, total from k
=> name varchar, total decimal(12,2)
;
select b from (select * from (select 1 as a, 2 as a, 3 as b) as x, (select 4 as a) as y) as z
=> b integer not null
;
select x from (select *, 1 as x from (select 1, 2) as a, (select 3) as b) as c
=> x integer not null

;
select cast(null as array(unknown)) as a, cast(row(null) as row(x unknown)) as r
=> a array(unknown), r row(x unknown) not null

;
select (select max(o.total) from orders o where o.customer_id = c.customer_id having max(o.amount) > c.score) as x from customers c
=> x decimal(12,2)
;
select (select count(*) + c.customer_id from orders o where o.customer_id = c.customer_id) as x from customers c
=> x bigint
;
select name from customers c where exists (select count(*) from orders group by status having status = name)
=> name varchar not null

;
select * from (select status, total from orders) as t group by 1, 2
=> status varchar, total decimal(12,2)
;
select *, count(*) as n from (select status, paid from orders) group by 1, 2
=> status varchar, paid boolean, n bigint not null
;
select count(*) as n, * from (select status from orders) group by 2
=> n bigint not null, status varchar
;
select *, 1 as one from (select status, paid from orders) group by 2, 1, 3
=> status varchar, paid boolean, one integer not null
;
select o.*, count(*) as n from (select status, paid from orders) o group by 1, 2
=> status varchar, paid boolean, n bigint not null
