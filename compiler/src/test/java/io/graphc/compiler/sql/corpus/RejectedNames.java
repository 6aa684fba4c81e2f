package io.graphc.compiler.sql.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and calls that are wrong, each at every place of a query where an expression can stand. */
final class RejectedNames {
    /** Queries over {@code orders o} and {@code customers c} with a place for one value. */
    private static final List<String> PLACES = List.of(
            "select {e} from orders o join customers c on o.customer_id = c.customer_id",
            "select 1,\n  {e}\nfrom orders o\njoin customers c on o.customer_id = c.customer_id",
            "select {e} as x, o.order_id from orders o cross join customers c",
            "select 1 from orders o join customers c on o.customer_id = c.customer_id where {e} is null",
            "select 1 from orders o join customers c on {e} is null",
            "select 1 from orders o left join customers c on o.customer_id = c.customer_id and {e} is not null",
            "select count(*) from orders o cross join customers c group by {e}",
            "select o.status from orders o cross join customers c group by o.status, {e}",
            "select count(*) from orders o cross join customers c group by grouping sets (({e}), ())",
            "select count(*) from orders o cross join customers c having max({e}) is null",
            "select 1 from orders o cross join customers c order by {e}",
            "select o.order_id from orders o cross join customers c order by {e} desc nulls last",
            "select count({e}) from orders o cross join customers c",
            "select max(o.total) filter (where {e} is null) from orders o cross join customers c",
            "select array_agg(o.total order by {e}) from orders o cross join customers c",
            "select row_number() over (partition by {e}) from orders o cross join customers c",
            "select row_number() over (order by {e}) from orders o cross join customers c",
            "select sum(o.total) over (w rows 1 preceding) from orders o cross join customers c window w as (order by {e})",
            "select lag({e}) over (order by o.order_id) from orders o cross join customers c",
            "select case when {e} is null then 1 else 2 end from orders o cross join customers c",
            "select case {e} when null then 1 end from orders o cross join customers c",
            "select coalesce({e}, null) from orders o cross join customers c",
            "select cast({e} as varchar) from orders o cross join customers c",
            "select try({e}) from orders o cross join customers c",
            "select if(o.paid, {e}) from orders o cross join customers c",
            "select array[{e}] from orders o cross join customers c",
            "select row({e}, 1) from orders o cross join customers c",
            "select {e} in (null) from orders o cross join customers c",
            "select null in (null, {e}) from orders o cross join customers c",
            "select exists (select 1 from events e where {e} is null) from orders o cross join customers c",
            "select (select max(e.id) from events e where {e} is null) from orders o cross join customers c",
            "select 1 from orders o cross join customers c where o.order_id in (select e.id from events e where {e} is null)",
            "with q as (select {e} as x from orders o cross join customers c) select x from q",
            "with q as (select {e} as x from orders o cross join customers c), r as (select 1 as y) select y from r",
            "select s.x from (select {e} as x from orders o cross join customers c) s",
            "select 1 union all select 1 from orders o cross join customers c where {e} is null",
            "select transform(array[1], t -> {e}) from orders o cross join customers c",
            "select filter(o.tags, t -> {e} is null) from orders o cross join customers c",
            "select u.x from orders o cross join customers c cross join unnest(array[{e}]) as u (x)",
            "select l.x from orders o cross join customers c cross join lateral (select {e} as x) l",
            "select distinct {e} from orders o cross join customers c",
            "select approx_distinct({e}) as n from orders o cross join customers c where o.paid group by o.status");

    private static final Map<String, List<String>> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put(
                "unknown column",
                List.of("custmer_id", "o.custmer_id", "c.order_id", "\"Order Id\"", "o.address.city"));
        VALUES.put("unknown relation", List.of("x.order_id", "orders.order_id"));
        VALUES.put(
                "unknown function",
                List.of(
                        "date_dif('day', o.order_date, o.order_date)",
                        "nosuch()",
                        "o.status(1)",
                        "my.own.fn(o.total)"));
        VALUES.put("ambiguous column", List.of("customer_id", "(customer_id)", "upper(cast(customer_id as varchar))"));
        VALUES.put(
                "argument types",
                List.of(
                        "upper(o.order_id)",
                        "abs(o.status)",
                        "date_diff('day', o.status, o.order_date)",
                        "substr(o.status)",
                        "round(o.paid)",
                        "cardinality(o.status)",
                        "o.status || o.order_id",
                        "coalesce(o.status, o.order_id)",
                        "json_extract_scalar(o.status, 1)",
                        "element_at(o.attributes, 1)",
                        "date_trunc('day', o.status)",
                        "concat(o.status, 1)"));
        VALUES.put(
                "operator types",
                List.of(
                        "o.status + 1",
                        "o.status = o.order_id",
                        "o.order_date > 1",
                        "-o.status",
                        "not o.status",
                        "o.total like 'x'",
                        "o.order_date between 1 and 2",
                        "o.status in (1, 2)",
                        "cast(o.order_date as bigint)",
                        "o.tags['a']",
                        "o.attributes[1]",
                        "extract(year from o.status)",
                        "o.status at time zone 'UTC'"));
        VALUES.put(
                "literal",
                List.of(
                        "date '2024-02-30'",
                        "timestamp '2024-01-01 25:00'",
                        "time '24:00'",
                        "decimal '1x'",
                        "interval '1-x' year to month",
                        "bigint 'x'",
                        "boolean 'maybe'",
                        "json '{'",
                        "uuid 'x'"));
        VALUES.put(
                "unknown type",
                List.of("cast(o.status as strng)", "try_cast(o.status as decimal(40, 2))", "nosuchtype 'x'"));
        VALUES.put("accepted", List.of("o.order_id", "c.customer_id", "o.address.zip", "upper(o.status)", "1", "null"));
    }

    private RejectedNames() {}

    static List<RejectedStatement> statements() {
        List<RejectedStatement> statements = new ArrayList<>();
        VALUES.forEach((group, values) -> {
            for (String place : PLACES) {
                for (String value : values) {
                    statements.add(new RejectedStatement(group, place.replace("{e}", value)));
                }
            }
        });
        return statements;
    }
}
