package io.graphc.compiler.sql.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every operator over operands of every type, and every place that wants a value of some type. */
final class RejectedOperators {
    /** Operations of two values, {@code {a}} and {@code {b}}. */
    private static final Map<String, String> OF_TWO = new LinkedHashMap<>();

    /** Operations of one value. */
    private static final Map<String, List<String>> OF_ONE = new LinkedHashMap<>();

    static {
        OF_TWO.put("comparison =", "select {a} = {b} from types");
        OF_TWO.put("comparison <", "select {a} < {b} from types");
        OF_TWO.put("arithmetic +", "select {a} + {b} from types");
        OF_TWO.put("arithmetic -", "select {a} - {b} from types");
        OF_TWO.put("arithmetic *", "select {a} * {b} from types");
        OF_TWO.put("arithmetic /", "select {a} / {b} from types");
        OF_TWO.put("arithmetic %", "select {a} % {b} from types");
        OF_TWO.put("concatenation", "select {a} || {b} from types");
        OF_TWO.put("like", "select {a} like {b} from types");
        OF_TWO.put("like escape", "select c_varchar like {a} escape {b} from types");
        OF_TWO.put("between low", "select {a} between {b} and {a} from types");
        OF_TWO.put("between high", "select {a} not between {a} and {b} from types");
        OF_TWO.put("in list", "select {a} in ({a}, {b}) from types");
        OF_TWO.put("in query", "select {a} in (select {b} from types) from types");
        OF_TWO.put("quantified = any", "select {a} = any (select {b} from types) from types");
        OF_TWO.put("quantified < all", "select {a} < all (select {b} from types) from types");
        OF_TWO.put("is distinct from", "select {a} is distinct from {b} from types");
        OF_TWO.put("case result", "select case when c_boolean then {a} else {b} end from types");
        OF_TWO.put("case operand", "select case {a} when {b} then 1 end from types");
        OF_TWO.put("coalesce", "select coalesce({a}, {b}) from types");
        OF_TWO.put("nullif", "select nullif({a}, {b}) from types");
        OF_TWO.put("if", "select if(c_boolean, {a}, {b}) from types");
        OF_TWO.put("array elements", "select array[{a}, {b}] from types");
        OF_TWO.put("subscript", "select {a}[{b}] from types");
        OF_TWO.put("at time zone", "select {a} at time zone {b} from types");
        OF_TWO.put("union", "select {a} from types union all select {b} from types");
        OF_TWO.put("values", "select * from (values ({a}), ({b})) v (x) cross join types");
        OF_TWO.put("row comparison", "select ({a}, 1) = ({b}, 1) from types");
        OF_TWO.put(
                "join using",
                "select 1 from (select {a} as k from types) l join (select {b} as k from types) r using (k)");
        OF_TWO.put("join on", "select 1 from types l join types r on l.{a} = r.{b}");
        OF_TWO.put("range frame", "select count(*) over (order by {a} range {b} preceding) from types");
        OF_TWO.put("greatest", "select greatest({a}, {b}) from types");
        OF_ONE.put("negation", List.of("select -{a} from types"));
        OF_ONE.put("sign", List.of("select +{a} from types"));
        OF_ONE.put(
                "logical",
                List.of(
                        "select not {a} from types",
                        "select {a} and c_boolean from types",
                        "select c_boolean or {a} from types"));
        OF_ONE.put(
                "condition",
                List.of(
                        "select 1 from types where {a}",
                        "select count(*) from types group by {a} having {a}",
                        "select 1 from types l join types r on l.{a}",
                        "select case when {a} then 1 end from types",
                        "select if({a}, 1, 2) from types",
                        "select count(*) filter (where {a}) from types"));
        OF_ONE.put(
                "key",
                List.of(
                        "select 1 from types order by {a}",
                        "select 1 from types group by {a}",
                        "select distinct {a} from types",
                        "select array_agg(1 order by {a}) from types",
                        "select count(distinct {a}) from types",
                        "select row_number() over (order by {a}) from types",
                        "select row_number() over (partition by {a}) from types",
                        "select {a} from types union select {a} from types",
                        "select {a} from types intersect select {a} from types",
                        "select {a} from types except select {a} from types"));
        OF_ONE.put(
                "frame",
                List.of(
                        "select count(*) over (order by c_integer rows {a} preceding) from types",
                        "select count(*) over (order by c_integer groups {a} preceding) from types",
                        "select count(*) over (order by c_integer range {a} preceding) from types",
                        "select count(*) over (order by c_integer rows between {a} preceding and {a} following) from types"));
        OF_ONE.put(
                "collection",
                List.of(
                        "select 1 from types cross join unnest({a}) as u",
                        "select {a}.a from types",
                        "select t.{a}.zz from types t",
                        "select {a}[1] from types",
                        "select {a}['k'] from types",
                        "select {a}[0] from types",
                        "select {a}[7] from types"));
        OF_ONE.put(
                "text",
                List.of(
                        "select {a} like 'x' from types",
                        "select 'x' like {a} from types",
                        "select 'x' like 'y' escape {a} from types",
                        "select trim({a}) from types",
                        "select trim(both {a} from 'x') from types",
                        "select substring({a} from 2) from types",
                        "select position({a} in 'x') from types",
                        "select normalize({a}) from types",
                        "select format({a}, 1) from types",
                        "select format('%s', {a}) from types",
                        "select listagg({a}, ',') within group (order by c_integer) from types"));
        List<String> extracts = new ArrayList<>();
        for (String field : List.of(
                "year",
                "quarter",
                "month",
                "week",
                "day",
                "day_of_month",
                "day_of_week",
                "dow",
                "day_of_year",
                "doy",
                "year_of_week",
                "yow",
                "hour",
                "minute",
                "second",
                "timezone_hour",
                "timezone_minute")) {
            extracts.add("select extract(" + field + " from {a}) from types");
        }
        OF_ONE.put("extract", extracts);
    }

    private RejectedOperators() {}

    static List<RejectedStatement> statements() {
        List<RejectedStatement> statements = new ArrayList<>();
        List<String> operands = new ArrayList<>(RejectedTables.TYPES.keySet());
        List<String> withNull = new ArrayList<>(operands);
        withNull.add("null");
        OF_TWO.forEach((group, form) -> {
            for (String first : form.contains("l.{a}") ? operands : withNull) {
                for (String second : form.contains("r.{b}") ? operands : withNull) {
                    statements.add(new RejectedStatement(
                            group, form.replace("{a}", first).replace("{b}", second)));
                }
            }
        });
        OF_ONE.forEach((group, forms) -> {
            for (String form : forms) {
                for (String operand : operands) {
                    statements.add(new RejectedStatement(group, form.replace("{a}", operand)));
                }
            }
        });
        for (String from : withNull) {
            RejectedTables.TYPES.forEach((name, type) -> {
                statements.add(new RejectedStatement("cast", "select cast(" + from + " as " + type + ") from types"));
                statements.add(
                        new RejectedStatement("try_cast", "select try_cast(" + from + " as " + type + ") from types"));
            });
        }
        return statements;
    }
}
