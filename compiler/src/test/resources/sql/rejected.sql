select ^custmer_id^ from orders
=> UNKNOWN_COLUMN: column `custmer_id` not found in `orders`
;
select o.^custmer_id^ from orders o
=> UNKNOWN_COLUMN: column `custmer_id` not found in `orders`
;
select order_id from orders where ^stats^ = 'a'
=> UNKNOWN_COLUMN: column `stats` not found in `orders`
;
select order_id from orders group by order_id, ^stats^
=> UNKNOWN_COLUMN: column `stats` not found in `orders`
;
select order_id from orders order by ^stats^
=> UNKNOWN_COLUMN: column `stats` not found in `orders`
;
select count(*) as n from orders group by status having sum(^totl^) > 1
=> UNKNOWN_COLUMN: column `totl` not found in `orders`
;
select order_id from orders o join customers c on o.customer_id = c.^custid^
=> UNKNOWN_COLUMN: column `custid` not found in `customers`
;
select upper(^stat^) as x from orders
=> UNKNOWN_COLUMN: column `stat` not found in `orders`
;
select sum(total) over (partition by ^custmer^) as x from orders
=> UNKNOWN_COLUMN: column `custmer` not found in `orders`
;
select transform(tags, t -> t || ^wat^) as x from orders
=> UNKNOWN_COLUMN: column `wat` not found in `orders`
;
select (select max(^skore^) from customers) as x
=> UNKNOWN_COLUMN: column `skore` not found in `customers`
;
select order_id from orders where exists (select 1 from events where ^usr_id^ = 1)
=> UNKNOWN_COLUMN: column `usr_id` not found
;
with a as (select order_id from orders) select ^order_ids^ from a
=> UNKNOWN_COLUMN: column `order_ids` not found in `a`
;
select x.^b^ from (select 1 as a) x
=> UNKNOWN_COLUMN: column `b` not found in `x`
;
select ^x^.y from orders
=> UNKNOWN_COLUMN: `x` is neither a table of this `from` nor a column
;
select ^address.city^ from orders
=> UNKNOWN_COLUMN: field `city` not found in the row
;
select order_id from ^ordrs^
=> UNKNOWN_TABLE: table `ordrs` not found
;
select order_id from ^analytics.ordrs^
=> UNKNOWN_TABLE: table `analytics.ordrs` not found
;
select o.order_id from orders o join ^custmers^ c on true
=> UNKNOWN_TABLE: table `custmers` not found
;
with a as (select 1 as x) select x from ^b^
=> UNKNOWN_TABLE: table `b` not found
;
select ^zz^.* from orders o
=> UNKNOWN_TABLE: `zz` is no relation of this `from`
;
select ^customer_id^ from orders o join customers c on o.customer_id = c.customer_id
=> AMBIGUOUS_COLUMN: column `customer_id` is ambiguous
;
select o.order_id from orders o join customers c on ^customer_id^ = 1
=> AMBIGUOUS_COLUMN: column `customer_id` is ambiguous
;
select ^orders.customer_id^ from orders join customers using (customer_id)
=> UNKNOWN_COLUMN: column `customer_id` of `using` takes no qualifier
;
select order_id from orders join customers using (^custmer_id^)
=> UNKNOWN_COLUMN: column `custmer_id` not found
;
select ^status^, count(*) as n from orders
=> NOT_AGGREGATED: column `status` must be in `group by` or inside an aggregate function
;
select customer_id, ^status^, count(*) as n from orders group by customer_id
=> NOT_AGGREGATED: column `status` must be in `group by` or inside an aggregate function
;
select customer_id, upper(^status^) as s from orders group by customer_id
=> NOT_AGGREGATED: column `status` must be in `group by` or inside an aggregate function
;
select customer_id from orders group by customer_id having ^status^ = 'a'
=> NOT_AGGREGATED: column `status` must be in `group by` or inside an aggregate function
;
select customer_id from orders group by customer_id order by ^total^
=> NOT_AGGREGATED: column `total` must be in `group by` or inside an aggregate function
;
select order_id from orders where ^sum(total)^ > 1
=> MISPLACED_EXPRESSION: `where` cannot hold an aggregate function
;
select order_id from orders o join customers c on ^count(*)^ = 1
=> MISPLACED_EXPRESSION: `on` cannot hold an aggregate function
;
select max(^sum(total)^) as x from orders
=> NOT_AGGREGATED: aggregate function `sum` inside of aggregate function `max`
;
select status, count(*) as n from orders group by status, ^count(*)^
=> MISPLACED_EXPRESSION: `group by` cannot hold an aggregate function
;
select sum(^row_number() over ()^) as x from orders
=> NOT_AGGREGATED: window function `row_number` inside of aggregate function `sum`
;
select order_id from orders order by ^2^
=> UNKNOWN_COLUMN: the query has no column at position 2
;
select status, count(*) as c from orders group by ^3^
=> UNKNOWN_COLUMN: the query has no column at position 3
;
select distinct status from orders order by ^total^
=> NOT_AGGREGATED: with `select distinct`, `order by` can only use what is selected: `total` is not
;
select status as s, count(*) as c from orders group by ^s^
=> UNKNOWN_COLUMN: column `s` not found in `orders`
;
select order_id as x from orders where ^x^ = 1
=> UNKNOWN_COLUMN: column `x` not found in `orders`
;
select ^order_date = 1^ as x from orders
=> TYPE_MISMATCH: cannot compare `date` with `integer`
;
select ^order_id = status^ as x from orders
=> TYPE_MISMATCH: cannot compare `bigint` with `varchar`
;
select ^order_date > 'x'^ as x from orders
=> TYPE_MISMATCH: cannot compare `date` with `varchar(1)`
;
select ^paid < 1^ as x from orders
=> TYPE_MISMATCH: cannot compare `boolean` with `integer`
;
select ^attributes < attributes^ as x from orders
=> TYPE_MISMATCH: cannot order values of type `map(varchar, varchar)`
;
select ^order_id between 'a' and 2^ as x from orders
=> TYPE_MISMATCH: cannot compare `bigint` with `varchar(1)`
;
select order_id in (1, ^'a'^) as x from orders
=> TYPE_MISMATCH: cannot compare `bigint` with `varchar(1)`
;
select order_id from orders where ^order_id in^ (select name from customers)
=> TYPE_MISMATCH: cannot compare `bigint` with `varchar` of the query
;
select order_id from orders where order_id in (^select customer_id, name from customers^)
=> TYPE_MISMATCH: the query must have 1 column, found 2
;
select ^order_id + status^ as x from orders
=> TYPE_MISMATCH: `+` does not apply to `bigint` and `varchar`
;
select ^order_date + 1^ as x from orders
=> TYPE_MISMATCH: `+` does not apply to `date` and `integer`
;
select ^order_date + order_date^ as x from orders
=> TYPE_MISMATCH: `+` does not apply to `date` and `date`
;
select ^-status^ as x from orders
=> TYPE_MISMATCH: `-` does not apply to `varchar`
;
select ^status * 2^ as x from orders
=> TYPE_MISMATCH: `*` does not apply to `varchar` and `integer`
;
select ^order_id || 'x'^ as x from orders
=> WRONG_ARGUMENTS: `concat` does not take `(bigint, varchar(1))`
;
select order_id from orders where ^status^
=> TYPE_MISMATCH: `where` needs a condition, found `varchar`
;
select order_id from orders where ^order_id + 1^
=> TYPE_MISMATCH: `where` needs a condition, found `bigint`
;
select status from orders group by status having ^max(total)^
=> TYPE_MISMATCH: `having` needs a condition, found `decimal(12,2)`
;
select o.order_id from orders o join customers c on ^o.customer_id^
=> TYPE_MISMATCH: `on` needs a condition, found `bigint`
;
select order_id from orders where paid and ^status^
=> TYPE_MISMATCH: `and` needs `boolean`, found `varchar`
;
select not ^status^ as x from orders
=> TYPE_MISMATCH: `not` needs `boolean`, found `varchar`
;
select case when ^quantity^ then 1 end as x from orders
=> TYPE_MISMATCH: `when` needs `boolean`, found `integer`
;
select case status when ^1^ then 'a' end as x from orders
=> TYPE_MISMATCH: cannot compare `varchar` with `integer`
;
select case when paid then 1 else ^'a'^ end as x from orders
=> TYPE_MISMATCH: values of `case` must have one type: `integer` and `varchar(1)` have none in common
;
select if(^quantity^, 1, 2) as x from orders
=> TYPE_MISMATCH: the condition of `if` needs `boolean`, found `integer`
;
select if(paid, 1, ^'a'^) as x from orders
=> TYPE_MISMATCH: values of `if` must have one type: `integer` and `varchar(1)` have none in common
;
select coalesce(status, ^1^) as x from orders
=> TYPE_MISMATCH: values of `coalesce` must have one type: `varchar` and `integer` have none in common
;
select ^nullif(status, 1)^ as x from orders
=> TYPE_MISMATCH: cannot compare `varchar` with `integer`
;
select array[1, ^'a'^] as x
=> TYPE_MISMATCH: values of the array must have one type: `integer` and `varchar(1)` have none in common
;
select ^order_id^ like 'a' as x from orders
=> TYPE_MISMATCH: the left side of `like` must be text, found `bigint`
;
select status like ^1^ as x from orders
=> TYPE_MISMATCH: the pattern of `like` must be `varchar`, found `integer`
;
select ^cast(order_date as integer)^ as x from orders
=> TYPE_MISMATCH: cannot cast `date` to `integer`
;
select ^cast(tags as integer)^ as x from orders
=> TYPE_MISMATCH: cannot cast `array(varchar)` to `integer`
;
select cast(status as ^foo^) as x from orders
=> UNKNOWN_TYPE: type `foo` is not known
;
select cast(status as ^varchr(3)^) as x from orders
=> UNKNOWN_TYPE: type `varchr(3)` is not known
;
select extract(year from ^status^) as x from orders
=> TYPE_MISMATCH: `varchar` has no `year` to extract
;
select ^order_id^ at time zone 'UTC' as x from orders
=> TYPE_MISMATCH: `at time zone` needs a time or timestamp, found `bigint`
;
select tags[^'a'^] as x from orders
=> TYPE_MISMATCH: a subscript of `array(varchar)` must be `bigint`, found `varchar(1)`
;
select attributes[^1^] as x from orders
=> TYPE_MISMATCH: a subscript of `map(varchar, varchar)` must be `varchar`, found `integer`
;
select ^status[1]^ as x from orders
=> TYPE_MISMATCH: `varchar` has no parts to subscript with `integer`
;
select ^status.x^ from orders
=> TYPE_MISMATCH: `varchar` has no field `x`
;
select count(*) filter (where ^quantity^) as x from orders
=> TYPE_MISMATCH: `filter` needs `boolean`, found `integer`
;
select ^foo^(order_id) as x from orders
=> UNKNOWN_FUNCTION: function `foo` is not known
;
select ^date_dif^('day', order_date, order_date) as x from orders
=> UNKNOWN_FUNCTION: function `date_dif` is not known
;
select ^upper(status, 1)^ as x from orders
=> WRONG_ARGUMENTS: `upper` does not take `(varchar, integer)`
;
select ^upper(order_id)^ as x from orders
=> WRONG_ARGUMENTS: `upper` does not take `(bigint)`
;
select ^substr(order_id, 1)^ as x from orders
=> WRONG_ARGUMENTS: `substr` does not take `(bigint, integer)`
;
select ^sum(status)^ as x from orders
=> WRONG_ARGUMENTS: `sum` does not take `(varchar)`
;
select ^date_trunc(1, order_date)^ as x from orders
=> WRONG_ARGUMENTS: `date_trunc` does not take `(integer, date)`
;
select ^row_number^() as x from orders
=> WRONG_ARGUMENTS: window function `row_number` needs an `over` clause
;
select ^upper^(status) over () as x from orders
=> WRONG_ARGUMENTS: `upper` is neither an aggregate nor a window function, so it takes no `over`
;
select sum(total) over ^w^ as x from orders
=> WRONG_ARGUMENTS: window `w` is not defined
;
select any_match(array[1], v -> ^v > 'a'^) as x
=> TYPE_MISMATCH: cannot compare `integer` with `varchar(1)`
;
select transform(tags, t -> ^t + 1^) as x from orders
=> TYPE_MISMATCH: `+` does not apply to `varchar` and `integer`
;
select order_id from orders union all select ^status^ from orders
=> SET_OPERATION_DIFFERS: column 1 (`order_id`) of `union` is `bigint` on the left and `varchar` on the right
;
select order_id from orders union all select ^order_id, status^ from orders
=> SET_OPERATION_DIFFERS: the queries of `union` must have as many columns: 1 on the left, 2 on the right
;
select order_id, status from orders intersect select order_id, ^order_id^ from orders
=> SET_OPERATION_DIFFERS: column 2 (`status`) of `intersect` is `varchar` on the left and `bigint` on the right
;
select x from orders cross join unnest(^status^) as t (x)
=> TYPE_MISMATCH: cannot unnest `varchar`
;
select ^date '2024-13-01'^ as x
=> BAD_LITERAL: `2024-13-01` is not a `date`
;
select ^date '2023-02-29'^ as x
=> BAD_LITERAL: `2023-02-29` is not a `date`
;
select ^timestamp '2024-01-01 25:00:00'^ as x
=> BAD_LITERAL: `2024-01-01 25:00:00` is not a `timestamp`
;
select ^time '99:00'^ as x
=> BAD_LITERAL: `99:00` is not a `time`
;
select ^bigint 'abc'^ as x
=> BAD_LITERAL: `abc` is not a `bigint`
;
select ^interval 'x' day^ as x
=> BAD_LITERAL: `x` is not an interval of `day`
;
select ^nope^ 'x' as x
=> UNKNOWN_TYPE: type `nope` is not known
;
select order_id, ^order_id^ from orders
=> DUPLICATE_OUTPUT_COLUMN: the query has two columns `order_id`
;
select ^*^ from orders o join customers c on o.customer_id = c.customer_id
=> DUPLICATE_OUTPUT_COLUMN: the query has two columns `customer_id`
;
select ^order_id + 1^ from orders
=> UNNAMED_COLUMN: column 1 has no name
;
select ^count(*)^ from orders
=> UNNAMED_COLUMN: column 1 has no name
;
select ^from^ orders
=> SQL_SYNTAX: unexpected `from`, expected `*`, `all`, `distinct` or an expression
;
select order_id form ^orders^ x
=> SQL_SYNTAX: unexpected `orders`, expected `,`, `except`, `fetch`, `from`, `group` or others
;
select order_id from orders ^where^
=> SQL_SYNTAX: the query ends too early, expected an expression
;
select order_id, ^from^ orders
=> SQL_SYNTAX: unexpected `from`, expected `*` or an expression
;
select ^(^order_id from orders
=> SQL_SYNTAX: `(` is not closed
;
select order_id from orders group ^order_id^
=> SQL_SYNTAX: unexpected `order_id`, expected `by`
;
select order_id from orders^;^
=> NOT_ONE_QUERY: a query is written without `;`
;
select 1 as x^;^ select 2 as y
=> NOT_ONE_QUERY: expected one query, found several statements
;
^create^ table x as select 1 as a
=> NOT_ONE_QUERY: expected a query, found `create`
;
^insert^ into x select 1
=> NOT_ONE_QUERY: expected a query, found `insert`
;
select a from (values (1, 2)) t (^a^)
=> COLUMN_NAMES_DIFFER: the relation has 2 columns, but 1 name is given
;
select ^a^ from (select 1 as a, 2 as a) t
=> AMBIGUOUS_COLUMN: column `a` is ambiguous
;

;
select ^a^ from (select 1 as a, 2 as a, 3 as b) as x
=> AMBIGUOUS_COLUMN: column `a` is ambiguous
;
with j as (select * from orders o join customers c on o.customer_id = c.customer_id) select ^customer_id^ from (select * from j) as k
=> AMBIGUOUS_COLUMN: column `customer_id` is ambiguous

;
select order_id + ^upper(1)^ as x, count(*) as n from orders group by order_id
=> WRONG_ARGUMENTS: `upper` does not take `(integer)`
;
select order_id + 1 as x from orders order by ^x || 1^
=> WRONG_ARGUMENTS: `concat` does not take `(bigint, integer)`
;
select ^ordr^.order_id from orders ord
=> UNKNOWN_COLUMN: `ordr` is neither a table of this `from` nor a column
;
select ^adress^.street from orders
=> UNKNOWN_COLUMN: `adress` is neither a table of this `from` nor a column
;
select ^ordr^.* from orders ord
=> UNKNOWN_TABLE: `ordr` is no relation of this `from`
;
select o.*, ^count(*)^ as n from (select status, paid from orders) o group by 1, 2, 3
=> MISPLACED_EXPRESSION: `group by` cannot hold an aggregate function
