-- ambiguous names
select customer_id from orders, customers
select customer_id from orders o join customers c on o.customer_id = c.customer_id
select x.order_id from orders x, orders x
select 1 from orders x, orders x
select order_id from orders x, orders x
select * from orders x, orders x
select x from (select 1 as x, 2 as x)
select t.x from (select 1 as x, 2 as x) t
select * from (select 1 as x, 2 as x) t
select 1 from (select 1 as x, 2 as x) t
select 1 as x, 2 as x order by x
select order_id as x, customer_id as x from orders order by x
with q as (select 1 as a, 2 as a) select a from q
with q as (select 1 as a, 2 as a) select 1 from q
select o.order_id from orders o join orders o on true
select name from customers a, customers b
select a.name, b.name from customers a, customers b
select name from customers a where exists (select 1 from customers b where a.name = name)
select customer_id from orders join customers using (customer_id)
select o.customer_id from orders o join customers c using (customer_id)
select c.customer_id from orders o join customers c using (customer_id)
select o.* from orders o join customers c using (customer_id)
select c.* from orders o join customers c using (customer_id)
select * from orders o join customers c using (customer_id)
select count(*) from orders o join customers c using (customer_id) group by customer_id
select 1 from orders o join customers c using (order_id)
select 1 from orders o join customers c using (customer_id, customer_id)
select 1 from orders o join (select 1 as order_id, 2 as order_id) c using (order_id)
select id from events e, lateral (select 1 as id) l
select k from orders cross join unnest(attributes) as t (k, k)
select t.k from orders cross join unnest(attributes) as t (k, k)
-- grouping
select status, count(*) from orders
select status, total, count(*) from orders group by status
select status, count(*) from orders group by total
select * from orders group by order_id
select o.* from orders o group by o.order_id
select status from orders having count(*) > 1
select status from orders group by status having total > 1
select status from orders group by status having sum(total) > 1 and paid
select status from orders group by status order by total
select status, sum(total) from orders group by status order by order_id
select count(*) from orders order by status
select upper(status) from orders group by lower(status)
select lower(status) from orders group by lower(status)
select lower(status) || 'x' from orders group by lower(status)
select lower(status) || note from orders group by lower(status)
select status || note from orders group by status, note
select total + 1 from orders group by total
select total + quantity from orders group by total
select quantity + total from orders group by total + quantity
select status, count(*) from orders group by 1
select status, count(*) from orders group by 2
select status, count(*) from orders group by 3
select status, count(*) from orders group by 0
select status, note, count(*) from orders group by grouping sets ((status), ())
select status, note, count(*) from orders group by grouping sets ((status), (note))
select status, total from orders group by rollup (status)
select status, note, paid from orders group by cube (status, note)
select grouping(status), count(*) from orders group by status
select grouping(note), count(*) from orders group by status
select grouping(status, note) from orders group by status
select grouping(lower(status)) from orders group by status
select grouping(status) from orders
select count(*) from orders where grouping(status) = 1 group by status
select status as s, count(*) from orders group by s
select status as s from orders group by status having s = 'x'
select count(*) as n from orders having n > 1
select status as s, count(*) as n from orders group by status order by s, n
select max(status), (select note) from orders
select status, (select max(name) from customers where country = status) from orders group by status
select status, (select max(name) from customers where country = note) from orders group by status
select sum(total), transform(array[1], x -> x + quantity) from orders
select sum(total), transform(array[1], x -> x + 1) from orders
select count(*), order_id + 1 from orders
select case when paid then count(*) end from orders
select case when paid then count(*) end from orders group by paid
select sum(total) over () from orders group by status
select sum(sum(total)) over () from orders group by status
select status, sum(sum(total)) over (order by note) from orders group by status
select status, rank() over (partition by note) from orders group by status
select status, rank() over (order by sum(total)) from orders group by status
select address.zip from orders group by address
select address from orders group by address.zip
select o.address.zip from orders o group by o.address.zip
select a.x from (select status as x from orders) a group by x
select x from (select status as x from orders) a group by a.x
select distinct status from orders order by total
select distinct status from orders order by upper(status)
select distinct upper(status) from orders order by upper(status)
select distinct status as s from orders order by s
select distinct status, total from orders order by total + 1
select distinct status from orders group by status order by max(total)
select distinct status, max(total) from orders group by status order by max(total)
select distinct * from customers order by name
select distinct status from orders order by 1
select distinct status from orders order by 2
-- aggregates and windows where they cannot be
select 1 from orders where count(*) > 1
select 1 from orders where sum(total) > 1
select 1 from orders where order_id = max(order_id)
select 1 from orders where row_number() over () = 1
select 1 from orders where sum(total) over () > 1
select 1 from orders group by count(*)
select 1 from orders group by sum(total) over ()
select 1 from orders group by row_number() over (order by order_id)
select count(*) from orders group by 1
select row_number() over () from orders group by 1
select 1 from orders group by status having row_number() over () = 1
select 1 from orders o join customers c on count(*) > 1
select 1 from orders o join customers c on sum(o.total) = 1
select 1 from orders o join customers c on row_number() over () = 1
select sum(count(*)) from orders
select sum(count(*)) from orders group by status
select max(sum(total)) from orders
select max(row_number() over ()) from orders
select sum(total) filter (where count(*) > 1) from orders
select sum(total) filter (where row_number() over () > 1) from orders
select array_agg(total order by count(*)) from orders
select array_agg(total order by rank() over ()) from orders
select rank() over (order by rank() over ()) from orders
select sum(rank() over ()) over () from orders
select sum(total) over (partition by rank() over ()) from orders
select lag(row_number() over ()) over (order by order_id) from orders
select row_number() over (order by order_id rows row_number() over () preceding) from orders
select transform(array[1], x -> count(*)) from orders
select transform(array[1], x -> sum(x)) from orders
select transform(tags, x -> row_number() over ()) from orders
select reduce(tags, 0, (s, x) -> s + max(order_id), s -> s) from orders
select 1 from orders cross join unnest(array[count(*)]) as u (x)
select 1 from orders cross join unnest(array[row_number() over ()]) as u (x)
select 1 from orders cross join unnest(array_agg(total)) as u (x)
values count(*)
values row_number() over ()
select * from (values (sum(1))) t (x)
select count(*) from orders order by count(*)
select status from orders order by count(*)
select order_id from orders order by row_number() over (order by total)
select order_id from orders order by rank() over (order by sum(total))
select order_id from orders limit count(*)
select count(*) over (order by count(*)) from orders
select count(*) over (order by count(*)) from orders group by status
select 1 from orders where (select count(*) from customers) > 1
select 1 from orders where exists (select count(*) from customers having count(*) > 1)
select 1 from orders where order_id = (select max(order_id) from orders)
select try(sum(total)) from orders
select coalesce(sum(total), 0) from orders
select if(count(*) > 1, 'a', 'b') from orders
select max(distinct total), count(distinct status) from orders
select upper(distinct status) from orders
select upper(status) filter (where paid) from orders
select upper(status order by total) from orders
select upper(status) over () from orders
select upper(*) from orders
select sum(*) from orders
select count(*, 1) from orders
select rank() from orders
select row_number() from orders
select lag(total) from orders
select ntile(4) from orders
select first_value(total) from orders
select rank(total) over () from orders
select row_number(1) over () from orders
select row_number() filter (where paid) over () from orders
select row_number(distinct total) over () from orders
select rank() ignore nulls over (order by total) from orders
select lag(total) ignore nulls over (order by total) from orders
select sum(total) ignore nulls over (order by total) from orders
select sum(total) ignore nulls from orders
select upper(status) ignore nulls from orders
select array_agg(distinct status order by total) from orders
select array_agg(distinct status order by status) from orders
select array_agg(distinct status order by status) over () from orders
select array_agg(status order by total) over () from orders
select count(distinct status) over () from orders
select listagg(status) from orders
select listagg(status, ',') within group (order by total) from orders
select listagg(status, note) within group (order by total) from orders
select listagg(order_id, ',') within group (order by total) from orders
select listagg(distinct status, ',') within group (order by total) from orders
select listagg(status, ',') within group (order by total) over () from orders
select listagg(status, ',' on overflow truncate '...' with count) within group (order by total) from orders
select sum(total) within group (order by total) from orders
-- window frames
select sum(total) over (order by order_id rows between 1 preceding and 2 preceding) from orders
select sum(total) over (order by order_id rows between 2 preceding and 1 preceding) from orders
select sum(total) over (order by order_id rows between 1 following and 1 preceding) from orders
select sum(total) over (order by order_id rows between current row and 1 preceding) from orders
select sum(total) over (order by order_id rows between 1 following and current row) from orders
select sum(total) over (order by order_id rows between unbounded following and current row) from orders
select sum(total) over (order by order_id rows between current row and unbounded preceding) from orders
select sum(total) over (order by order_id rows unbounded following) from orders
select sum(total) over (order by order_id rows 1 following) from orders
select sum(total) over (order by order_id rows 1 preceding) from orders
select sum(total) over (order by order_id rows -1 preceding) from orders
select sum(total) over (order by order_id rows 1.5 preceding) from orders
select sum(total) over (order by order_id rows 'a' preceding) from orders
select sum(total) over (order by order_id rows null preceding) from orders
select sum(total) over (order by order_id rows quantity preceding) from orders
select sum(total) over (rows 1 preceding) from orders
select sum(total) over (rows unbounded preceding) from orders
select sum(total) over (range 1 preceding) from orders
select sum(total) over (range unbounded preceding) from orders
select sum(total) over (range current row) from orders
select sum(total) over (groups 1 preceding) from orders
select sum(total) over (groups current row) from orders
select sum(total) over (groups between unbounded preceding and unbounded following) from orders
select sum(total) over (order by order_id, status range 1 preceding) from orders
select sum(total) over (order by order_id, status range current row) from orders
select sum(total) over (order by order_id range between 1 preceding and 1 following) from orders
select sum(total) over (order by status range 1 preceding) from orders
select sum(total) over (order by order_date range interval '1' day preceding) from orders
select sum(total) over (order by order_date range 1 preceding) from orders
select sum(total) over (order by order_date range interval '1' month preceding) from orders
select sum(total) over (order by ordered_at range between interval '1' hour preceding and current row) from orders
select sum(total) over (order by order_id range between unbounded following and unbounded preceding) from orders
select sum(total) over (order by total range 1.5 preceding) from orders
select sum(total) over (order by quantity range 1.5 preceding) from orders
select sum(total) over (order by amount range 1 preceding) from orders
select sum(total) over w from orders
select sum(total) over w from orders window w as (partition by status)
select sum(total) over w from orders window w as (partition by status), w as (order by status)
select sum(total) over (w order by order_id) from orders window w as (order by status)
select sum(total) over (w partition by status) from orders window w as (order by status)
select sum(total) over (w rows 1 preceding) from orders window w as (order by status rows 2 preceding)
select sum(total) over (w order by order_id) from orders window w as (partition by status)
select sum(total) over (x) from orders window w as (partition by status)
select sum(total) over w from orders window w as (v), v as (partition by status)
select sum(total) over w from orders window v as (partition by status), w as (v order by order_id)
select sum(total) over w from orders window w as (partition by nosuch)
select 1 from orders window w as (partition by nosuch)
select 1 from orders window w as (partition by status order by count(*))
select 1 from orders window w as (order by rank() over ())
select lag(total) over (order by order_id rows 1 preceding) from orders
select rank() over (rows unbounded preceding) from orders
select rank() over (order by total rows 1 preceding) from orders
select row_number() over (order by 1) from orders
select row_number() over (partition by 1) from orders
select nth_value(total, 0) over (order by order_id) from orders
select ntile('a') over (order by order_id) from orders
select lag(total, 'a') over (order by order_id) from orders
select lag(total, 1, 'a') over (order by order_id) from orders
select lead(total, 1, 0) over (order by order_id) from orders
-- bad literals
select date 'x'
select date ''
select date '2024-13-01'
select date '2024-02-30'
select date '2023-02-29'
select date '2024-02-29'
select date '2024-1-1'
select date '24-01-01'
select date '2024-01-01 00:00'
select date '2024/01/01'
select date ' 2024-01-01'
select date '2024-01-01 '
select date '20240101'
select date '12024-01-01'
select date '+12024-01-01'
select date '-0001-01-01'
select date '99999999999-01-01'
select timestamp 'x'
select timestamp '2024-01-01'
select timestamp '2024-01-01 '
select timestamp '2024-01-01 10'
select timestamp '2024-01-01 10:11'
select timestamp '2024-01-01 10:11:12'
select timestamp '2024-01-01 10:11:12.'
select timestamp '2024-01-01 10:11:12.123456789012'
select timestamp '2024-01-01 10:11:12.1234567890123'
select timestamp '2024-01-01T10:11:12'
select timestamp '2024-01-01 24:00:00'
select timestamp '2024-01-01 23:60:00'
select timestamp '2024-01-01 23:59:60'
select timestamp '2024-13-01 10:00:00'
select timestamp '2024-01-01 10:00:00 UTC'
select timestamp '2024-01-01 10:00:00 Europe/Paris'
select timestamp '2024-01-01 10:00:00 Europe/Nowhere'
select timestamp '2024-01-01 10:00:00 +01:00'
select timestamp '2024-01-01 10:00:00 +25:00'
select timestamp '2024-01-01 10:00:00 +1'
select timestamp '2024-01-01 10:00:00+01:00'
select timestamp '2024-01-01 10:00:00Z'
select timestamp '2024-01-01 UTC'
select timestamp '2024-01-01 10:00  UTC'
select timestamp '2024-02-30 10:00:00 UTC'
select time 'x'
select time '10'
select time '10:11'
select time '10:11:12'
select time '10:11:12.123456789012'
select time '10:11:12.1234567890123'
select time '1:2:3'
select time '24:00:00'
select time '10:60:00'
select time '10:00:61'
select time '10:11:12 +01:00'
select time '10:11:12+01:00'
select time '10:11:12 +15:00'
select time '10:11:12 UTC'
select time '10:11:12 Europe/Paris'
select interval '1' day
select interval 'x' day
select interval '1.5' day
select interval '1.5' second
select interval '-1' day
select interval '+1' day
select interval '' day
select interval '1 2' day
select interval '1 2' day to hour
select interval '1 25' day to hour
select interval '1:2' day to hour
select interval '1' year
select interval '1-2' year
select interval '1-2' year to month
select interval '1-13' year to month
select interval '1 2' year to month
select interval '1' month to year
select interval '1 02:03:04' day to second
select interval '1 02:03' day to minute
select interval '02:03:04' hour to second
select interval '02:03' hour to minute
select interval '03:04' minute to second
select interval '1 02:03:04.5' day to second
select interval '12' year to day
select interval '12' day to year
select interval '12' hour to day
select interval '99999999999999999999' day
select interval '9999999999' year
select interval - '1' day
select interval '1' week
select interval '1' quarter
select interval '1' days
select 9223372036854775807
select 9223372036854775808
select -9223372036854775808
select 99999999999999999999999999999999999999999
select 1.5
select 12345678901234567890123456789012345678.9
select 1234567890123456789012345678901234567.9
select 0.00000000000000000000000000000000000001
select 0.000000000000000000000000000000000000001
select 1e400
select 1e-400
select decimal '1.5'
select decimal 'x'
select decimal ''
select decimal '1e5'
select decimal '1.'
select decimal '.5'
select decimal '.'
select decimal ' 1.5 '
select decimal '12345678901234567890123456789012345678901'
select x'AB'
select x'A'
select x'G0'
select x'ab cd'
select x''
select bigint '1'
select bigint 'x'
select bigint '1.5'
select bigint '9223372036854775808'
select integer '2147483648'
select smallint '40000'
select tinyint '128'
select tinyint '-128'
select tinyint ' 1'
select double '1.5'
select double 'x'
select double 'NaN'
select double 'Infinity'
select real '1.5'
select real 'x'
select boolean 'true'
select boolean 'x'
select boolean 't'
select boolean 'yes'
select varchar 'x'
select char 'abc'
select json '{"a": 1}'
select json '{a: 1}'
select json ''
select json 'null'
select uuid '12151fd2-7586-11e9-8f9e-2a86e4085a59'
select uuid '12151fd2'
select ipaddress '10.0.0.1'
select ipaddress '10.0.0.256'
select ipaddress '2001:db8::1'
select nosuch 'x'
select array 'x'
select hyperloglog 'x'
select varbinary 'x'
select U&'\0041'
select U&'\004'
select U&'\00411'
select U&'!0041' uescape '!'
select U&'\\0041' uescape '+'
select U&'\D800'
select 0x1F
select 0b101
select 0o17
select 1_000
select 1_000.5
select 1__0
select 'unclosed
select cast('x' as varchar(0))
select cast('x' as varchar(99999999999))
select cast('x' as char(0))
select cast('x' as char(65536))
select cast('x' as char(65537))
select cast(1 as decimal(38, 38))
select cast(1 as decimal(39, 0))
select cast(1 as decimal(5, 6))
select cast(1 as decimal(0, 0))
select cast('x' as timestamp(12))
select cast('x' as timestamp(13))
select cast('x' as time(13))
select cast(1 as array(bigint))
select cast(1 as bigint(5))
select cast(1 as array)
select cast(1 as map(varchar))
select cast(1 as row)
select cast(null as row(a bigint, a bigint))
select cast(null as row(bigint, varchar))
select cast(null as array<bigint>)
select cast(null as map<varchar, bigint>)
select cast(null as array(nosuch))
select cast(null as string)
select cast(null as int)
select cast(null as float)
select cast(null as text)
select cast(null as numeric(10, 2))
select cast(null as datetime)
select cast(null as unknown)
select cast(null as function(bigint, bigint))
select cast(null as map(json, bigint))
select cast(null as map(hyperloglog, bigint))
-- set operations
select 1 union select 1, 2
select 1, 2 union all select 1
select 1 intersect select 1, 2
select 1 except select 1, 2
select 1 union all select 'a'
select 1 union select date '2024-01-01'
select 1, 'a' union all select 1, 2
select 1 union all select 2 union all select 'x'
select 1 union all select null union all select 'x'
select null union all select 1 union all select 2.5
select order_id from orders union select name from customers
select * from orders union all select * from customers
select * from orders union all select * from orders
select order_id, status from orders intersect select customer_id, score from customers
select order_id from orders except select name from customers
(select 1) union (select 2, 3)
(select 1 union select 2) except (select 'x')
with q as (select 1 union all select 'x') select * from q
select * from (select 1 as a union all select 'x') t
select a from (select 1 as a union all select 2, 3) t
select 1 in (select 1 union select 'x')
select 1 as a union select 2 as b order by b
select 1 as a union select 2 as b order by a
select 1 as a union select 2 as b order by 1
select 1 as a union select 2 as b order by 2
select 1 as a union select 2 as b order by a + 1
select order_id from orders union select customer_id from customers order by customer_id
select order_id from orders union select customer_id from customers order by orders.order_id
select order_id from orders union select customer_id from customers order by count(*)
select status from orders union all select name from customers order by upper(status)
select 1 as a union select 2 order by a limit 1
select 1 as a order by a union select 2
select 1 limit 1 union select 2
(select 1 limit 1) union select 2
table orders union all table customers
values 1 union all values 'a'
values (1, 2) union all values (1)
values (1, 2), (3)
values (1, 2), (3, 'x')
values (1, 'a'), (2, null)
values 1, 'a'
values (1), (2, 3)
values ((1, 2)), ((3, 'x'))
values row(1, 2), row(3, 4)
values array[1], array['a']
select * from (values (1, 2), (3, 4)) t (a)
select * from (values (1, 2), (3, 4)) t (a, b, c)
select a from (values (1, 2), (3, 4)) t (a, b)
select a from (values 1, 2) t (a)
select c from (values 1, 2) t (a)
select a from (values 1) a
select _col0 from (values 1) a
select a.a from (values 1) a
select a._col0 from (values 1) a
select u from unnest(array[1]) u
select u.u from unnest(array[1]) u
select u._col0 from unnest(array[1]) u
select _col0 from unnest(array[1]) u
select * from unnest(array[1]) u
select x from (select 1) x
select _col0 from (select 1)
select _col0 from (select 1) x
-- relations and aliases
select * from nosuch
select * from default.nosuch
select * from nosuch.orders
table nosuch
select nosuch.* from orders
select o.* from orders
select orders.* from orders
select orders.* from orders o
select *
select * where true
select 1 where true
select *, 1 from orders
select orders.order_id from orders
select nosuch.orders.order_id from orders
select orders.order_id from orders o
select o.order_id from orders o (a, b)
select a from orders o (a, b)
select a from customers o (a, b, c, d, e)
select a from customers o (a, a, c, d, e)
select b from customers o (a, a, b, c, d)
select customer_id from customers o (a, b, c, d, e)
select * from (select 1, 2) t (a, b)
select * from (select 1, 2) t (a)
select * from orders o cross join customers o
with q as (select 1) select * from q, q
with q as (select 1 as a), q as (select 2 as a) select * from q
with q as (select 1 as a), Q as (select 2 as a) select * from q
with q (a, b) as (select 1) select * from q
with q (a) as (select 1, 2) select * from q
with q (a, a) as (select 1, 2) select * from q
with q (a, a) as (select 1, 2) select a from q
with q (a, b) as (select 1, 2) select c from q
with q as (select * from r), r as (select 1) select * from q
with q as (select * from q) select * from q
with recursive q as (select 1) select * from q
with recursive q (n) as (select 1 union all select n + 1 from q where n < 5) select * from q
with recursive q as (select 1 union all select n + 1 from q) select * from q
with recursive q (n) as (select n from q) select * from q
with recursive q (n) as (select n from q union all select 1) select * from q
with recursive q (n) as (select 1 union select n + 1 from q) select * from q
with recursive q (n) as (select 1 union all select a.n from q a, q b) select * from q
with recursive q (n) as (select 1 union all select 'a' from q) select * from q
with recursive q (n) as (select 1 union all select n, 2 from q) select * from q
with recursive q (n, m) as (select 1 union all select n from q) select * from q
with recursive q (n) as (select 1 union all select max(n) from q) select * from q
with recursive q (n) as (select 1 union all select n + 1 from q order by 1) select * from q
with recursive q (n) as (select 1 union all select n + 1 from q limit 5) select * from q
with recursive q (n) as (select 1 union all select n + 1 from (select 1) x left join q on true) select * from q
with recursive q (n) as (select 1 union all select n from q where n in (select n from q)) select * from q
with recursive q (n) as (select 1 union all (select n + 1 from q union all select 2)) select * from q
with recursive q (n) as (select 1 union all select distinct n + 1 from q) select * from q
with recursive q (n) as (select 1 union all select n + 1 from q group by n) select * from q
with recursive q (n) as (select 1 intersect select n + 1 from q) select * from q
with recursive q (n) as (select 1 union all select nosuch from q) select * from q
select * from orders, nosuch
select * from orders o, lateral (select o.nosuch) l
select * from orders o, lateral (select order_id) l
select * from lateral (select o.order_id) l, orders o
select * from orders o, (select o.order_id) l
select * from orders o join lateral (select o.order_id as x) l on true
select * from orders o left join lateral (select o.order_id as x) l on l.x = 1
select * from orders o right join lateral (select o.order_id as x) l on true
select * from orders o join unnest(o.tags) as t (x) on true
select * from orders o left join unnest(o.tags) as t (x) on true
select * from orders o left join unnest(o.tags) as t (x) on t.x = 'a'
select * from orders o right join unnest(o.tags) as t (x) on true
select * from orders o full join unnest(o.tags) as t (x) on true
select * from orders o cross join unnest(o.tags) as t (x, y)
select * from orders o cross join unnest(o.tags) as t
select * from orders o cross join unnest(o.attributes) as t (k)
select * from orders o cross join unnest(o.attributes) as t (k, v)
select * from orders o cross join unnest(o.attributes) with ordinality as t (k, v)
select * from orders o cross join unnest(o.attributes) with ordinality as t (k, v, n)
select * from orders o cross join unnest(o.tags, o.attributes) as t (a, k, v)
select * from orders o cross join unnest(o.status) as t (x)
select * from orders o cross join unnest(1) as t (x)
select * from orders o cross join unnest(o.address) as t (x)
select * from orders o cross join unnest(null) as t (x)
select * from orders o cross join unnest(nosuch) as t (x)
select * from unnest(tags) as t (x), orders
select * from unnest(array[1, 2]) as t (x)
select * from unnest(array['a', 1]) as t (x)
select * from unnest(array[row(1, 'a')]) as t (x, y)
select * from unnest(array[row(1, 'a')]) as t (x)
select * from orders natural join customers
select * from orders tablesample bernoulli (10)
select * from orders tablesample bernoulli (101)
select * from orders tablesample bernoulli (-1)
select * from orders tablesample bernoulli ('x')
select * from orders tablesample system (order_id)
select 1 from orders o join customers c on o.customer_id
select 1 from orders o join customers c on nosuch
select 1 from orders o join customers c on o.order_id = d.x join events d on true
select 1 from orders o join customers c
select 1 from (orders o join customers c on true) x
select 1 from orders o join (customers c join events e on c.customer_id = o.order_id) on true
select 1 from orders o, customers c join events e on e.id = o.order_id
-- clauses
select status from orders order by 1
select status from orders order by 2
select status from orders order by 0
select status from orders order by -1
select status from orders order by 1 + 1
select status from orders order by 'x'
select status from orders order by null
select status from orders order by 1.5
select status as s from orders order by s
select status as s from orders order by upper(s)
select status as s from orders order by total
select status as total from orders order by total
select status as s, note as s from orders order by 1
select status as s from orders where s = 'x'
select status as s from orders o order by o.s
select upper(status) from orders order by status
select status from orders limit 10
select status from orders limit 0
select status from orders limit -1
select status from orders limit 1.5
select status from orders limit 'a'
select status from orders limit null
select status from orders limit all
select status from orders limit 1 + 1
select status from orders limit 99999999999999999999
select status from orders offset 5
select status from orders offset 5 rows limit 5
select status from orders limit 5 offset 5
select status from orders offset -1
select status from orders offset 99999999999999999999
select status from orders fetch first 5 rows only
select status from orders fetch first 0 rows only
select status from orders fetch first row only
select status from orders fetch first 5 rows with ties
select status from orders order by status fetch first 5 rows with ties
select status from orders limit 5 fetch first 5 rows only
select status from orders where
select from orders
select status, from orders
select status from
select status orders
select status form orders
select status from orders where status = 'a' where note = 'b'
select status from orders group by status group by note
select status from orders having
select status from orders order status
select (select 1, 2)
select (select order_id, status from orders)
select (select * from orders)
select (select order_id from orders)
select 1 from orders where order_id = (select order_id, status from orders)
select 1 from orders where order_id in (select order_id, status from orders)
select 1 from orders where (order_id, status) in (select order_id, status from orders)
select 1 from orders where (order_id, status) in (select order_id from orders)
select 1 from orders where (order_id, status) in ((1, 'a'), (2, 'b'))
select 1 from orders where (order_id, status) in ((1, 'a'), (2, 3))
select 1 from orders where (order_id, status) in ((1, 'a'), (2, 'b', 3))
select 1 from orders where (order_id, status) = (1, 'a')
select 1 from orders where (order_id, status) = (1, 2)
select 1 from orders where (order_id, status) = (1, 'a', 2)
select 1 from orders where (order_id, status) < (1, 'a')
select 1 from orders where (order_id, status) = (select 1, 'a')
select 1 from orders where (order_id, status) = (select 1)
select 1 from orders where order_id = any (select 1, 2)
select 1 from orders where order_id > all (select 'x')
select 1 from orders where order_id <> some (select customer_id from customers)
select 1 from orders where row(1) in (select 1)
select 1 from orders where exists (select 1, 2)
select 1 from orders where exists (select nosuch from customers)
select 1 where 1
select 1 where null
select 1 where 'x'
select 1 where true
select 1 having true
select 1 having 1
select 1 group by ()
select status from orders group by ()
select 1 from orders group by grouping sets ()
select x -> x + 1
select (x -> x + 1)
select 1 + (x -> x)
select upper(x -> x) from orders
select transform(tags, x) from orders
select transform(tags, 1) from orders
select transform(tags, (x, y) -> x) from orders
select transform(tags, () -> 1) from orders
select transform(tags, x -> y) from orders
select transform(tags, x -> x + 1) from orders
select transform(tags, x -> upper(x)) from orders
select transform(tags, (x, x) -> x) from orders
select transform(quantity, x -> x) from orders
select transform(tags, x -> (select x)) from orders
select transform(tags, x -> (select 1)) from orders
select transform(tags, x -> x in (select name from customers)) from orders
select transform(tags, status -> status) from orders
select transform(tags, x -> transform(tags, y -> x || y)) from orders
select filter(tags, x -> x) from orders
select filter(tags, x -> x = 1) from orders
select filter(tags, x -> x = 'a') from orders
select reduce(tags, 0, (s, x) -> s + 1, s -> s) from orders
select reduce(tags, 0, (s, x) -> x, s -> s) from orders
select reduce(tags, '', (s, x) -> s || x, s -> s) from orders
select reduce(tags, cast('' as varchar), (s, x) -> s || x, s -> s) from orders
select map_filter(attributes, (k, v) -> v) from orders
select map_filter(attributes, (k, v) -> length(v) > 1) from orders
select map_filter(attributes, k -> true) from orders
select x from (select x -> x)
select array[x -> x]
select zip_with(tags, tags, (a, b) -> a + b) from orders
select any_match(tags, t -> t = 1) from orders
select array_sort(tags, (a, b) -> 'x') from orders
select array_sort(tags, (a, b) -> 1) from orders
select try(1, 2)
select try()
select coalesce()
select coalesce(1)
select nullif(1)
select nullif(1, 2, 3)
select if(true)
select if(true, 1, 2, 3)
select greatest()
select greatest(1)
select concat()
select concat('a')
select concat('a', 'b', 'c')
select extract(nosuch from order_date) from orders
select extract(year order_date) from orders
select current_date()
select current_timestamp(3)
select current_timestamp(13)
select localtime(3), localtimestamp(6), current_time(2)
select localtime(20)
select current_user, current_catalog, current_schema
select cast(1 as)
select cast(1, varchar)
select case end
select case when true then 1
select case when 1 then 2 end
select case 1 when 'a' then 2 end
select case when true then 1 else 'a' end
select case when true then 1 when false then 'a' end
select 1 between 2
select 1 in ()
select 1 in (2, 'a')
select 1 like 'a'
select 'a' like 'b' escape 'cc'
select 'a' like 'b' escape ''
select 'a' like 'b' escape 'c'
select 'a' like 'bc' escape 'b'
select 'a' is true
select 1 is null, 1 is not null
select 1 is distinct from 'a'
select not 1
select 1 and true
select true or 'a'
select -'a'
select +'a'
select +1, +1.5, -1.5, - 1e0
select 1 / 0
select 1 % 0
select 'a' || 1
select 'a' || null
select null || null
select array[1] || 2
select array[1] || 'a'
select array[1] || array['a']
select 1 = 'a'
select 1 < 'a'
select 1 <> date '2024-01-01'
select 1 = 1.5
select 'a' = cast('a' as char(3))
select date '2024-01-01' = timestamp '2024-01-01 00:00'
select date '2024-01-01' = '2024-01-01'
select date '2024-01-01' + 1
select date '2024-01-01' + interval '1' day
select date '2024-01-01' + interval '1' hour
select date '2024-01-01' - date '2023-01-01'
select timestamp '2024-01-01 00:00' - timestamp '2023-01-01 00:00'
select interval '1' day + interval '1' month
select interval '1' day * 2
select interval '1' day / 2
select 2 * interval '1' day
select interval '1' day > 1
select array[1, 'a']
select array[1, null, 2.5]
select array[1][1], array[1][0], array[1][-1]
select array[1]['a']
select map(array[1], array['a'])[1]
select map(array[1], array['a'])['b']
select map(array[1, 2], 'a')
select map(array[1], array['a'], 3)
select row(1, 2)[1]
select row(1, 2)[3]
select row(1, 2)[0]
select row(1, 2)['a']
select row(1, 2).field0
select cast(row(1, 2) as row(a bigint, b bigint)).a
select cast(row(1, 2) as row(a bigint, b bigint)).c
select cast(row(1, 2) as row(a bigint))
select cast(row(1, 'x') as row(a bigint, b bigint))
select address.street, o.address.zip from orders o
select address.city from orders
select status.x from orders
select tags.x from orders
select o.order_id.x from orders o
select orders.status.x from orders
select json_extract_scalar('{}', '$.a')
select json_extract_scalar('{}')
select cast(json '1' as bigint)
select cast(json '[1]' as array(bigint))
select cast(json '{}' as map(varchar, bigint))
select cast(json '{}' as map(bigint, bigint))
select cast(json '{}' as map(json, bigint))
select cast(map(array[1], array[2]) as json)
select cast(map(array[date '2024-01-01'], array[2]) as json)
select cast(array[1] as json)
select cast(array[x'00'] as json)
select cast(row(1, x'00') as json)
select format('%s')
select format(1, 2)
select position('a' in 1)
select position(1 in 'a')
select substring('abc' from 'a')
select trim(1)
select trim(leading 1 from 'a')
select normalize('a', nfd)
select normalize('a', nosuch)
select count()
select count(1, 2)
select sum('a')
select sum()
select avg(status) from orders
select avg(order_date) from orders
select min(attributes) from orders
select max(tags) from orders
select max_by(status) from orders
select approx_percentile(total, 'a') from orders
select approx_percentile(total, 0.5) from orders
select at_timezone(order_date, 'UTC') from orders
select order_date at time zone 'UTC' from orders
select ordered_at at time zone 'UTC' from orders
select ordered_at at time zone 5 from orders
select ordered_at at time zone interval '2' hour from orders
select date_trunc('day', order_date) from orders
select date_add('day', 1, order_date) from orders
select date_add('day', 'x', order_date) from orders
select date_add(order_date, 1) from orders
select date_diff('day', order_date, ordered_at) from orders
select date_diff(order_date, ordered_at) from orders
select datediff(order_date, order_date) from orders
select nvl(status, 'x') from orders
select isnull(status) from orders
select len(status) from orders
select to_date(status) from orders
select getdate()
select string_agg(status, ',') from orders
select status::bigint from orders
select status ilike 'a' from orders
select top 5 status from orders
select `status` from orders
select [status] from orders
select "status" from orders
select "STATUS" from orders
select 'status' from orders
select status from orders where status == 'a'
select status from orders where status != 'a'
select status from orders where note = "a"
select status from orders qualify row_number() over () = 1
select if(paid, 1, 'a') from orders
select * except (status) from orders
select count(*) from orders where paid = 1
select count(*) from orders where paid = 'true'
select count(*) from orders where order_date = '2024-01-01'
select count(*) from orders where order_date >= current_date - 7
select count(*) from orders where ordered_at > '2024-01-01'
select count(*) from orders where order_id = '1'
select count(*) from orders where total > '1'
select count(*) from orders where status > 1
select sum(paid) from orders
select concat(status, order_id) from orders
select status + note from orders
select total / status from orders
select coalesce(total, 'n/a') from orders
select coalesce(order_date, 'n/a') from orders
select case when paid then total else 'n/a' end from orders
select nullif(total, '') from orders
select substr(order_date, 1, 4) from orders
select length(order_id) from orders
select lower(paid) from orders
select year(status) from orders
select round(status, 2) from orders
select cast(order_date as integer) from orders
select cast(tags as varchar) from orders
select cast(attributes as varchar) from orders
select cast(address as varchar) from orders
select cast(paid as date) from orders
select cast(ordered_at as bigint) from orders
select cast(total as timestamp) from orders
select cast(status as array(varchar)) from orders
