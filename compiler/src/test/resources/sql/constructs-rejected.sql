with recursive ^a^ as (select 1 as x) select x from a
=> REJECTED_BY_VALIDATOR: a query under `with recursive` must name its columns
;
with recursive t (n) as (select n from ^t^ union all select 1) select n from t
=> REJECTED_BY_VALIDATOR: `t` cannot read itself here
;
with recursive t (n) as (select 1 union all select n + 1 from t where n < (select max(n) from ^t^)) select n from t
=> REJECTED_BY_VALIDATOR: `t` cannot read itself here
;
with recursive t (n) as (select 1 union all select ^'a'^ from t) select n from t
=> SET_OPERATION_DIFFERS: column 1 of `union` is `integer` on the left and `varchar(1)` on the right
;
select order_id from orders where (order_id, customer_id) in (^select (1, 2)^)
=> TYPE_MISMATCH: the query must have 2 columns, found 1
;
