with recursive ^a^ as (select 1 as x) select x from a
=> RECURSION_RULE: a query under `with recursive` must name its columns
;
with recursive t (n) as (select n from ^t^ union all select 1) select n from t
=> RECURSION_RULE: `t` cannot read itself here
;
with recursive t (n) as (select 1 union all select n + 1 from t where n < (select max(n) from ^t^)) select n from t
=> RECURSION_RULE: `t` cannot read itself here
;
with recursive t (n) as (select 1 union all select ^'a'^ from t) select n from t
=> SET_OPERATION_DIFFERS: column 1 of `union` is `integer` on the left and `varchar(1)` on the right
;
select order_id from orders where (order_id, customer_id) in (^select (1, 2)^)
=> TYPE_MISMATCH: the query must have 2 columns, found 1
;
select json_value(^payload^, 'lax $.a') as a from events
=> TYPE_MISMATCH: JSON is read from text here, found `json`
;
select json_value(kind, ^'$.a'^) as a from events
=> BAD_LITERAL: a path starts with `lax` or `strict`
;
select json_exists(kind, ^'lax $.a['^) as a from events
=> BAD_LITERAL: the path cannot be read from its character 9 on
;
select ^json_value(kind, 'lax $.a' returning array(bigint))^ as a from events
=> TYPE_MISMATCH: `json_value` cannot return `array(bigint)`
;
select json_value(kind, 'lax $.a' returning bigint default ^'x'^ on empty) as a from events
=> TYPE_MISMATCH: the default of `json_value` must be `bigint`, found `varchar(1)`
;
select json_object('k' : ^tags^) as a from orders
=> TYPE_MISMATCH: `json_object` takes no value of type `array(varchar)`
;
select ^address^.* from orders
=> UNKNOWN_TABLE: `address` is no relation of this `from`
;
select ^o.tags^.* from orders o
=> TYPE_MISMATCH: `.*` needs a relation or a row, found `array(varchar)`
;
select ^c.*^ as (a, b) from customers c
=> COLUMN_NAMES_DIFFER: the star has 5 columns, but 2 names are given
;
select upper(status) as u, count(*) as n from orders group by cube (^upper(status)^)
=> CLAUSE_RULE: a set of `group by` holds names of columns, no expressions
;
select ^sum^(quantity) filter (where paid) over () as s from orders
=> WRONG_ARGUMENTS: `filter` is not supported together with `over`
;
select * from json_table(^1^, 'lax $' columns (v varchar))
=> TYPE_MISMATCH: JSON is read from text here, found `integer`
;
select * from json_table('1', 'lax $' columns (v varchar path ^'$.v'^))
=> BAD_LITERAL: a path starts with `lax` or `strict`
;
select * from json_table('1', 'lax $' columns (v varchar, ^v^ varchar))
=> DUPLICATE_SQL_NAME: column name `v` is given twice
;
select * from table(exclude_columns(table(customers), descriptor(^nam^)))
=> UNKNOWN_COLUMN: column `nam` not found
;
select * from table(sequence(1, ^'a'^))
=> TYPE_MISMATCH: `sequence` takes `bigint`, found `varchar(1)`
;
with function inc(x integer) returns integer return x + 1 select ^inc('a')^ as a
=> WRONG_ARGUMENTS: `inc` does not take `(varchar(1))`
;
select o.status from orders o ^natural^ join customers c
=> JOIN_RULE: Trino does not know `natural` joins
;
select t.a from (values 1) t (a) join unnest(array[2]) as u (e) on t.a ^=^ u.e
=> JOIN_RULE: `join unnest` takes no condition but `on true`
;
select transform(tags, t -> ^(select 1)^) as a from orders
=> MISPLACED_EXPRESSION: a lambda cannot hold a query
;
