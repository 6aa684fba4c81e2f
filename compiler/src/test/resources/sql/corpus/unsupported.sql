-- What Trino's grammar knows and the Trino of the tests does not support: read here, and compared with nothing.
-- A table function that the server of the tests has not got.
select sequential_number from table(sequence(start => 1, stop => 10, step => 3))
;
select * from table(sequence(1, 5))
;
-- Tables with versions.
select * from orders for timestamp as of timestamp '2024-01-01 00:00:00 UTC'
;
select * from orders for version as of 5
;
-- Arguments of table functions; no function of Trino's own takes them.
select * from table(f(input => table(orders) partition by (customer_id, status) order by (ordered_at, order_id desc), n => 5))
;
select * from table(f(a => table(orders) as o partition by customer_id prune when empty order by ordered_at,
  b => table(select * from customers) c keep when empty, d => descriptor(x bigint, y), e => cast(null as descriptor)
  copartition (o, c), (memory.shop.a, b)))
;
select * from orders natural join customers
;
select cast(null as integer array[3]) as x
;
select * from orders match_recognize (measures a.total as t initial pattern (a) define a as true)
;
select * from orders match_recognize (measures a.total as t seek pattern (a) define a as true)
