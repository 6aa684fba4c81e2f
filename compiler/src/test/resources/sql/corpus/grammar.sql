-- query, with, namedQuery, columnAliases
with a as (select 1 as x), b (y, z) as (select x, x + 1 from a) select * from a, b
;
with recursive n (i) as (select 1 union all select i + 1 from n where i < 5) select i from n
;
with recursive tree (id, parent, depth) as (
  select employee_id, manager_id, 0 from employees where manager_id is null
  union all
  select e.employee_id, e.manager_id, t.depth + 1 from employees e join tree t on e.manager_id = t.id)
select id, depth from tree
;
with outside as (select 1 as x) select * from (with inside as (select x + 1 as y from outside) select y from inside) t
;
-- queryNoWith: order, offset, limit, fetch
select order_id from orders order by total desc nulls last, 1 asc nulls first offset 5 rows limit 10
;
select order_id from orders order by order_id offset 1 row fetch first 3 rows only
;
select order_id from orders order by order_id offset 2 fetch next row only
;
select order_id, total from orders order by total fetch first 5 rows with ties
;
select order_id from orders limit all
;
select order_id from orders offset 3 rows limit 1
;
-- queryTerm: set operations
select customer_id from orders intersect select customer_id from customers
;
select customer_id from orders intersect distinct select customer_id from customers
;
select customer_id from orders intersect all select customer_id from customers
;
select customer_id from orders union all select customer_id from customers union distinct select null
;
select customer_id from orders union select customer_id from customers
;
select customer_id from orders except select customer_id from customers except all select 1
;
select customer_id from orders except distinct select customer_id from customers order by 1 limit 2
;
-- queryPrimary
table orders
;
table orders order by total limit 3
;
values 1, 2, 3
;
values (1, 'a', null), (2, 'bc', date '2024-01-01')
;
values row(1, 2.5), row(2, 1)
;
(select order_id from orders limit 3) union all (select order_id from orders order by 1 limit 2)
;
(select 1 as x)
;
-- querySpecification
select distinct status from orders
;
select all status from orders
;
select 1 as x where 1 = 2
;
select status, count(*) as n from orders where total > 10 group by status having count(*) > 1
;
select count(*) filter (where o.total > 5) as n from orders as o
;
select sum(total) over w as s, row_number() over v as n, max(total) over (v rows 2 preceding) as m
from orders window w as (partition by customer_id), v as (w order by ordered_at)
;
-- groupBy, groupingElement, groupingSet
select status, channel, sum(total) as total from orders group by all (status, channel)
;
select status, channel, sum(total) as total from orders group by distinct rollup (status, channel), cube (channel, status)
;
select status, channel, sum(total) as total from orders group by status, rollup (channel)
;
select status, channel, count(*) as n from orders group by cube (status, (channel, currency)), ()
;
select status, channel, currency, grouping(status, channel, currency) as g, count(*) as n
from orders group by grouping sets ((status, channel), (currency), (), status)
;
select grouping(o.status) as g, o.status from orders o group by rollup (o.status)
;
select year(order_date) as y, count(*) as n from orders group by 1
;
select year(order_date) + 1 as y, count(*) as n from orders group by year(order_date)
;
-- windowSpecification, windowFrame, frameExtent, frameBound
select sum(total) over (partition by customer_id, status order by ordered_at, order_id desc nulls first
  rows between unbounded preceding and current row) as s from orders
;
select sum(total) over (order by ordered_at rows between 3 preceding and 1 following) as s from orders
;
select sum(total) over (order by ordered_at rows between current row and unbounded following) as s from orders
;
select sum(total) over (order by order_date range between interval '7' day preceding and current row) as s from orders
;
select avg(total) over (order by order_id range between 5 preceding and 5 following) as a from orders
;
select count(*) over (order by order_date groups between 1 preceding and 2 following) as n from orders
;
select count(*) over (order by order_date groups unbounded preceding) as n from orders
;
select count(*) over (order by order_date range current row) as n from orders
;
select first_value(total) ignore nulls over (partition by customer_id order by ordered_at) as f,
  last_value(total) respect nulls over (partition by customer_id order by ordered_at rows between unbounded preceding and unbounded following) as l,
  lag(total, 2, 0) ignore nulls over (order by ordered_at) as g, nth_value(status, 2) over (order by ordered_at) as h,
  ntile(4) over (order by total) as q, percent_rank() over (order by total) as p, cume_dist() over (order by total) as c
from orders
;
select count(*) over () as n from orders
;
-- window pattern: windowFrame with measures, pattern, subset, define
select customer_id, val over w as v, run over w as r
from orders
window w as (partition by customer_id order by ordered_at
  measures last(b.total) as val, count(b.total) as run
  rows between current row and 5 following
  after match skip past last row
  initial
  pattern (a b+)
  subset u = (a, b)
  define b as b.total > prev(b.total))
;
select val over (partition by customer_id order by ordered_at
  measures last(a.total) as val
  rows between current row and unbounded following
  seek pattern (a) define a as a.total > 1) as v
from orders
;
-- selectItem
select order_id id, total as "The Total", o.* from orders o
;
select (c.address).* from customers c
;
select (c.address).* as (a, b, c), (cast(row(1, 'x') as row(k integer, v varchar))).* from customers c
;
select o.* as (a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13) from orders o
;
select address.city, c.address.zip as zip, c.customer_id from customers c
;
select *, 1 as one from rates
;
select shop.rates.rate, rates.day from shop.rates
;
select memory.shop.rates.rate, memory.shop.rates.* from memory.shop.rates
;
-- relation, joinType, joinCriteria
select o.order_id, c.name from orders o join customers c on o.customer_id = c.customer_id
;
select order_id, name, customer_id from orders inner join customers using (customer_id)
;
select * from orders left join customers using (customer_id)
;
select o.order_id, c.name from orders o left outer join customers c on o.customer_id = c.customer_id and c.active
;
select o.order_id, c.name from orders o right join customers c on o.customer_id = c.customer_id
;
select o.order_id, c.name from orders o right outer join customers c on o.customer_id = c.customer_id
;
select o.order_id, c.name from orders o full join customers c on o.customer_id = c.customer_id
;
select customer_id, o.total, c.name from orders o full outer join customers c using (customer_id)
;
select day, currency, a.rate from rates a join rates b using (day, currency)
;
select o.order_id, r.rate from orders o cross join rates r
;
select o.order_id, r.rate, c.day from orders o, rates r, calendar c where r.day = c.day
;
select a.order_id from orders a join (orders b join order_items i on b.order_id = i.order_id) on a.order_id = b.order_id
;
select x.order_id, y.order_id as other from orders x join orders y on x.customer_id = y.customer_id and x.order_id < y.order_id
;
-- sampledRelation, sampleType
select order_id from orders tablesample bernoulli (10)
;
select o.order_id from orders as o tablesample system (12.5)
;
-- aliasedRelation, relationPrimary
select a, b from (select order_id, total from orders) as t (a, b)
;
select t.a from (values (1, 'x'), (2, 'y')) t (a, b)
;
select day from rates r (currency, day, rate)
;
select order_id from (orders)
;
select o.order_id, t.sku, t.quantity from orders o cross join unnest(o.items) as t (sku, quantity, price)
;
select tag, position from customers, unnest(tags) with ordinality as t (tag, position)
;
select k, v, n from customers cross join unnest(preferences, array[1, 2]) as t (k, v, n)
;
select c.name, tag from customers c left join unnest(c.tags) as t (tag) on true
;
select * from unnest(array[1, 2], array['a']) with ordinality
;
select c.name, l.total from customers c cross join lateral (select max(total) as total from orders o where o.customer_id = c.customer_id) l
;
select c.name, l.n from customers c left join lateral (select count(*) as n from orders o where o.customer_id = c.customer_id) as l (n) on true
;
select * from table(exclude_columns(input => table(rates), columns => descriptor(rate)))
;
select t.currency from table(exclude_columns(input => table(select * from rates) as r (currency, day, rate), columns => descriptor(day, rate))) t
;
select x.day from table(exclude_columns(table(shop.rates) y, descriptor(rate))) as x (currency, day)
;
-- patternRecognition
select * from orders match_recognize (
  partition by customer_id
  order by ordered_at
  measures a.total as first_total, last(b.total) as last_total, match_number() as n, classifier() as c
  one row per match
  after match skip past last row
  pattern (a b+)
  define b as b.total > prev(b.total)) as m
;
select m.customer_id, m.run from orders match_recognize (
  partition by customer_id order by ordered_at
  measures running count(*) as run, final last(x.total) as l
  all rows per match show empty matches
  after match skip to next row
  pattern (^ x* y? z+? (a | b){2} c{1,3} d{,2} e{2,}? $ | ())
  subset u = (a, b), w = (x, y)
  define x as x.total > 0, y as true, z as z.total < 5, a as a.status = 'open', b as true, c as true, d as true, e as true) m
;
select * from orders match_recognize (
  order by ordered_at
  measures first(a.total) as t
  all rows per match omit empty matches
  after match skip to first b
  pattern (a*? b?? permute(c, d))
  define a as a.total > 1, b as true, c as true, d as true) as m (t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t13, t14)
;
select count(*) as n from orders match_recognize (
  measures count(a.*) as t
  all rows per match with unmatched rows
  after match skip to last b
  pattern (a b+ c{3})
  define a as a.total > 1, b as true, c as true)
;
select n from orders match_recognize (
  measures match_number() as n
  after match skip to b
  pattern (a {- b+ -} b)
  define a as a.total > 1, b as true)
;
-- booleanExpression, predicate
select not (total > 1 and total < 5 or status = 'x') as x from orders
;
select total = 1 as a, total <> 1 as b, total != 2 as c, total < 1 as d, total <= 1 as e, total > 1 as f, total >= 1 as g from orders
;
select total > all (select amount from payments) as a, total = any (select amount from payments) as b, total < some (select amount from payments) as c from orders
;
select total between 1 and 2 as a, total not between 1 and 2.5 as b from orders
;
select status in ('a', 'b') as a, status not in ('c') as b, customer_id in (select customer_id from customers) as c,
  customer_id not in (select customer_id from customers) as d from orders
;
select status like 'a%' as a, status not like '%b' as b, status like '10$%' escape '$' as c from orders
;
select notes is null as a, notes is not null as b, notes is distinct from status as c, notes is not distinct from null as d from orders
;
select (order_id, customer_id) in (select order_id, customer_id from orders) as x from orders
;
select (1, 'a') = (1, 'b') as x, (1, 2) < (1, 3) as y
;
select row(1) in (select 1) as x
;
-- valueExpression
select -total as a, +order_id as b, total + 1 as c, total - 1.5 as d, total * 2 as e, total / 3 as f, total % 7 as g, - -5 as h from orders
;
select 'a' || 'b' || status as x, array[1] || 2 as y, array['a'] || array['b'] as z from orders
;
select shipped_at at time zone 'Europe/Zurich' as a, ordered_at at time zone interval '2' hour as b, shipped_at at time zone interval -'02:30' hour to minute as c from orders
;
-- primaryExpression: literals
select null as a, true as b, false as c, 1 as d, 1.5 as e, .5 as f, 1e3 as g, 5.e-1 as h, -9223372036854775808 as i, 12345678901234567890.5 as j
;
select 'it''s' as a, u&'\0041\+01F600' as b, u&'#0041' uescape '#' as c, x'0aff' as d, '' as e
;
select interval '3' day as a, interval '2' year as b, interval '1-3' year to month as c, interval '4' month as d,
  interval '1 02:03:04.567' day to second as e, interval -'5' minute as f, interval +'6' second as g, interval '7' hour as h,
  interval '1 2' day to hour as i, interval '3:04' hour to minute as j, interval '4:05' minute to second as k
;
select date '2024-02-29' as a, time '10:11:12' as b, time '10:11:12.123 +02:00' as c, timestamp '2024-02-29 10:11:12.123456' as d,
  timestamp '2024-02-29 10:11:12 UTC' as e, double precision '1.5' as f, double '2.5' as g, real '1' as h, decimal '12.340' as i,
  bigint '7' as j, smallint '3' as k, tinyint '1' as l, integer '4' as m, boolean 'true' as n, json '{"a": [1, 2]}' as o,
  uuid '12151fd2-7586-11e9-8f9e-2a86e4085a59' as p, ipaddress '10.0.0.1' as q, varchar 'abc' as r, char 'abc' as s, varbinary 'a' as t
;
-- primaryExpression: special forms
select position('a' in status) as a, extract(year from order_date) as b, extract(second from ordered_at) as c from orders
;
select extract(quarter from order_date) as a, extract(month from order_date) as b, extract(week from order_date) as c, extract(day from order_date) as d,
  extract(day_of_month from order_date) as e, extract(day_of_week from order_date) as f, extract(dow from order_date) as g, extract(day_of_year from order_date) as h,
  extract(doy from order_date) as i, extract(year_of_week from order_date) as j, extract(yow from order_date) as k, extract(hour from ordered_at) as l,
  extract(minute from ordered_at) as m, extract(timezone_hour from shipped_at) as n, extract(timezone_minute from shipped_at) as o from orders
;
select trim(notes) as a, trim(both from notes) as b, trim(leading 'x' from notes) as c, trim(trailing from notes) as d, trim('x' from notes) as e, trim(notes, 'xy') as f from orders
;
select substring(notes from 2) as a, substring(notes from 2 for 3) as b, substring(notes, 2, 1) as c from orders
;
select normalize(notes) as a, normalize(notes, nfd) as b, normalize(notes, nfc) as c, normalize(notes, nfkd) as d, normalize(notes, nfkc) as e from orders
;
select current_date as a, current_time as b, current_timestamp as c, localtime as d, localtimestamp as e, current_time(0) as f,
  current_timestamp(6) as g, localtime(9) as h, localtimestamp(12) as i
;
select current_user as a, current_catalog as b, current_schema as c, current_path as d
;
select (1, 'a') as a, row(1, 2.5, null) as b, (1) as c, ((total)) as d from orders
;
select cast(total as double) as a, try_cast(notes as bigint) as b from orders
;
select case status when 'a' then 1 when 'b' then 2 else 3 end as a, case when total > 5 then 'x' when total is null then 'yz' end as b from orders
;
select array[] as a, array[1, 2] as b, array[null, 'x'] as c, array[array[1], array[]] as d
;
select items[1] as a, items[1].sku as b, preferences['k'] as c, (1, 'x')[2] as d, row(1, 2)[1] as e from orders, customers
;
select (select max(total) from orders) as a, exists (select 1 from orders where total > 5) as b, (select 1 where false) as c
;
select (select o.total) as a from orders o
;
-- primaryExpression: function calls
select count(*) as a, count(order_id) as b, count(distinct status) as c, count(all status) as d, sum(total) filter (where is_gift) as e from orders o
;
select array_agg(status order by total desc nulls last, order_id) as a, array_agg(distinct status order by status) filter (where total > 0) as b from orders
;
select lower(status) as a, "lower"(status) as b, now() as c, pi() as d, concat(status, 'x', notes) as e from orders
;
select system.builtin.lower('A') as x
;
select listagg(status) within group (order by total) as a,
  listagg(distinct status, ', ') within group (order by status desc) filter (where total > 1) as b,
  listagg(all status, '; ' on overflow error) within group (order by status) as c,
  listagg(status, ',' on overflow truncate '...' with count) within group (order by status) as d,
  listagg(status, ',' on overflow truncate without count) within group (order by status nulls first) as e
from orders
;
select transform(tags, t -> upper(t)) as a, reduce(tags, 0, (s, x) -> s + length(x), s -> s) as b, filter(tags, (t) -> t <> name) as c from customers
;
select map_filter(preferences, (k, v) -> v is not null) as a, transform_values(preferences, (k, v) -> length(v)) as b from customers
;
-- grouping
select grouping(status, channel) as g, status, channel from orders group by grouping sets ((status), (channel))
;
-- JSON functions
select json_exists(notes, 'lax $.a') as a, json_exists(notes, 'strict $.a' true on error) as b, json_exists(notes, 'lax $.a' false on error) as c,
  json_exists(notes, 'lax $.a' unknown on error) as d, json_exists(notes, 'lax $.a' error on error) as e,
  json_exists(notes format json, 'lax $.a ? (@ > $limit)' passing 5 as "limit") as f from orders
;
select json_value(notes, 'lax $.a') as a, json_value(notes, 'lax $.a' returning bigint) as b, json_value(notes, 'lax $.a' null on empty error on error) as c,
  json_value(notes, 'lax $.a' returning double default 1.5 on empty default 0e0 on error) as d, json_value(notes, 'strict $.a' error on empty null on error) as e,
  json_value(notes, 'lax $[$i]' passing order_id as "i", status as "s" returning varchar(10)) as f from orders
;
select json_query(notes, 'lax $.a') as a, json_query(notes, 'lax $.a' returning varchar) as b, json_query(notes, 'lax $.a' without wrapper) as c,
  json_query(notes, 'lax $.a' without array wrapper) as d, json_query(notes, 'lax $.a' with wrapper) as e,
  json_query(notes, 'lax $.a' with conditional array wrapper) as f, json_query(notes, 'lax $.a' with unconditional wrapper) as g,
  json_query(notes, 'lax $.a' keep quotes) as h, json_query(notes, 'lax $.a' omit quotes on scalar string) as i,
  json_query(notes, 'lax $.a' null on empty error on error) as j, json_query(notes, 'lax $.a' empty array on empty empty object on error) as k,
  json_query(notes, 'lax $.a' error on empty null on error) as l, json_query(notes, 'lax $.a' empty object on empty empty array on error) as m,
  json_query(notes, 'lax $.a' returning varbinary format json encoding utf8) as n, json_query(notes, 'lax $.a' returning varchar format json) as o from orders
;
select json_query(cast(notes as varbinary) format json encoding utf16, 'lax $.a' returning varbinary format json encoding utf32) as x from orders
;
select json_object() as a, json_object('k' : 1, 'l' : status) as b, json_object(key 'k' value 2) as c, json_object('k' value total) as d,
  json_object('k' : notes format json) as e, json_object('k' : null null on null) as f, json_object('k' : null absent on null) as g,
  json_object('k' : 1 with unique keys) as h, json_object('k' : 1 with unique) as i, json_object('k' : 1 without unique keys) as j, json_object('k' : 1 without unique) as k,
  json_object('k' : 1 returning varchar(100)) as l, json_object('k' : 1 returning varbinary format json encoding utf8) as m from orders
;
select json_array() as a, json_array(1, 'a', true, null) as b, json_array(1, null null on null) as c, json_array(1, null absent on null) as d,
  json_array(notes format json, total) as e, json_array(1 returning varchar(50)) as f, json_array(1 returning varbinary format json encoding utf16) as g, json_array(returning varchar) as h from orders
;
select t.id, t.title from orders o, json_table(o.notes, 'lax $[*]' columns (id bigint path 'lax $.id', title varchar(20) path 'lax $.title' default 'none' on empty null on error, n for ordinality)) as t
;
select t.* from orders o cross join json_table(o.notes format json, 'strict $' as root passing o.order_id as "oid" columns (
  a varchar path 'lax $.a' error on empty error on error, b varchar format json path 'lax $.b' with wrapper empty array on empty empty object on error,
  nested path 'lax $.c[*]' as c columns (d varchar format json path 'lax $.d' keep quotes, dd varchar format json path 'lax $.dd' omit quotes on scalar string), nested 'lax $.e[*]' as e columns (f double))
  plan (root outer (c union e)) error on error) as t
;
select t.a from json_table('[1]', 'lax $' as root columns (a integer path 'lax $.a', nested path 'lax $.b' as b columns (c integer), nested path 'lax $.d' as d columns (e integer)) plan default (inner, cross) empty on error) t
;
select t.a from json_table('[1]', 'lax $' as root columns (a integer path 'lax $.a', nested path 'lax $.b' as b columns (c integer), nested path 'lax $.d' as d columns (e integer)) plan default (union, outer)) t
;
select t.a from json_table('[1]', 'lax $' as root columns (a integer) plan (root)) t
;
select t.a from json_table('[1]', 'lax $' as root columns (a integer, nested path 'lax $.b' as b columns (c integer), nested path 'lax $.d' as d columns (e integer)) plan (root inner (b cross d))) t
;
-- type
select cast(null as row(a integer, b row(varchar, date), "c d" double)) as a, cast(null as interval year to month) as b, cast(null as interval day to second) as c,
  cast(null as timestamp) as d, cast(null as timestamp(6)) as e, cast(null as timestamp(3) without time zone) as f, cast(null as timestamp with time zone) as g,
  cast(null as timestamp(9) with time zone) as h, cast(null as time) as i, cast(null as time(6) with time zone) as j, cast(null as time without time zone) as k,
  cast(null as double precision) as l, cast(null as array<bigint>) as m, cast(null as map<varchar, array<double>>) as n, cast(null as bigint array) as o,
  cast(null as varchar(5) array array) as p, cast(null as array(map(varchar, integer))) as q, cast(null as decimal(10, 3)) as r, cast(null as decimal(5)) as s,
  cast(null as decimal) as t, cast(null as char) as u, cast(null as varbinary) as v, cast(null as hyperloglog) as w, cast(null as qdigest(double)) as x,
  cast(null as "integer") as y, cast(null as json) as z, cast(null as int) as a1
;
select cast(null as row(timestamp timestamp(3), date date, time time, interval interval day to second)) as x
;
-- identifier, nonReserved, queryPeriod
select "order_id", o."total" as "Grand Total" from "orders" as o
;
select timestamp, value, type, date, zone from sensors
;
select s.timestamp as date, s.value as year, s.type as current, s.date as first, s.zone as "select" from sensors s
;
-- TRY and other special functions
select try(1 / order_id) as a, if(total > 1, 'a') as b, if(total > 1, 1, 2.5) as c, nullif(status, 'x') as d, coalesce(notes, status, 'none') as e, format('%s-%s', order_id, status) as f from orders
