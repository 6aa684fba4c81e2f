package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;

/** Rewrites of the aggregate functions. */
final class AggregateFunctions {
    private static final String LAST_DIGIT = "the last digit of a double can differ";
    private static final String NAN_LAST = "NaN is the largest value";

    private AggregateFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.exact("count", call -> call.aggregate("count", call.size() == 0 ? "*" : call.texts()))
                .exact("count_if", call -> call.aggregate("count", "CASE WHEN " + call.text(0) + " THEN 1 END"))
                .exact("sum", AggregateFunctions::sum)
                .exact("avg", AggregateFunctions::average)
                .tolerant("min", NAN_LAST, AggregateFunctions::extreme)
                .tolerant("max", NAN_LAST, AggregateFunctions::extreme)
                .tolerant(
                        "min_by",
                        NAN_LAST + "; of several rows, nulls stay at theirs",
                        call -> extremeBy(call, "arg_min_null"))
                .tolerant(
                        "max_by",
                        NAN_LAST + "; of several rows, nulls stay at theirs",
                        call -> extremeBy(call, "arg_max_null"))
                .exact("arbitrary", call -> call.aggregate("any_value", call.texts()))
                .exact("any_value", call -> call.aggregate("any_value", call.texts()))
                .exact("array_agg", call -> call.aggregate("list", call.texts()))
                .exact("listagg", AggregateFunctions::listagg)
                .exact("bool_and", call -> call.aggregate("bool_and", call.texts()))
                .exact("every", call -> call.aggregate("bool_and", call.texts()))
                .exact("bool_or", call -> call.aggregate("bool_or", call.texts()))
                .exact("bitwise_and_agg", call -> call.castToResult(call.aggregate("bit_and", call.texts())))
                .exact("bitwise_or_agg", call -> call.castToResult(call.aggregate("bit_or", call.texts())))
                .exact("histogram", call -> call.castToResult(call.aggregate("histogram", call.texts())))
                .exact("map_agg", AggregateFunctions::mapAgg)
                .exact("multimap_agg", call -> call.castToResult(MapFunctions.grouped(call, pairs(call))))
                .exact("map_union", AggregateFunctions::mapUnion)
                .exact("reduce_agg", AggregateFunctions::reduce)
                .tolerant("skewness", LAST_DIGIT, AggregateFunctions::skewness)
                .tolerant("kurtosis", LAST_DIGIT, AggregateFunctions::kurtosis)
                .tolerant("approx_most_frequent", "the exact numbers", AggregateFunctions::mostFrequent)
                .tolerant("approx_distinct", "the exact number", AggregateFunctions::approxDistinct)
                .tolerant("approx_percentile", "the exact percentile", AggregateFunctions::percentile)
                .tolerant(
                        "geometric_mean",
                        LAST_DIGIT,
                        call -> "exp(" + call.aggregate("avg", "ln(" + call.text(0) + ")") + ")");
        for (String name : new String[] {"stddev", "stddev_samp", "stddev_pop", "variance", "var_samp", "var_pop"}) {
            table.tolerant(name, LAST_DIGIT, call -> call.aggregate(name, call.texts()));
        }
        for (String name : new String[] {"covar_pop", "covar_samp"}) {
            table.tolerant(name, LAST_DIGIT, call -> call.castToResult(call.aggregate(name, call.texts())));
        }
        for (String name : new String[] {"corr", "regr_slope", "regr_intercept"}) {
            table.tolerant(name, LAST_DIGIT, call -> undefined(call, call.aggregate(name, call.texts())));
        }
    }

    /** What has no value is null in Trino and NaN in DuckDB. */
    private static String undefined(PrintedCall call, String value) {
        return call.castToResult("nullif(" + value + ", CAST('NaN' AS DOUBLE))");
    }

    /** DuckDB adds whole numbers up to a wider type and FLOATs up to DOUBLE. */
    private static String sum(PrintedCall call) {
        if (call.type(0) == SqlType.Simple.INTERVAL_DAY_TO_SECOND) {
            return "to_milliseconds(CAST(" + call.aggregate("sum", "epoch_ms(" + call.text(0) + ")") + " AS BIGINT))";
        }
        if (call.type(0) == SqlType.Simple.INTERVAL_YEAR_TO_MONTH) {
            String months = "12 * year(" + call.text(0) + ") + month(" + call.text(0) + ")";
            return "to_months(CAST(" + call.aggregate("sum", months) + " AS INTEGER))";
        }
        String sum = call.aggregate("sum", call.text(0));
        boolean sameType = call.type(0) == SqlTypes.DOUBLE || call.type(0) instanceof SqlType.Decimal;
        return sameType ? sum : call.castToResult(sum);
    }

    /** The average of decimals is exact: DuckDB's own is a double. */
    private static String average(PrintedCall call) {
        if (call.type(0) instanceof SqlType.Decimal decimal) {
            String sum = call.aggregate("sum", call.text(0));
            String count = call.aggregate("count", call.text(0));
            return DuckDbOperators.quotient(
                    call,
                    Printed.of(sum, new SqlType.Decimal(38, decimal.scale())),
                    Printed.of("nullif(" + count + ", 0)", new SqlType.Decimal(18, 0)),
                    call.type());
        }
        if (call.type(0) instanceof SqlType.Simple simple
                && (simple == SqlType.Simple.INTERVAL_DAY_TO_SECOND
                        || simple == SqlType.Simple.INTERVAL_YEAR_TO_MONTH)) {
            throw call.refuse("DuckDB has no average of intervals");
        }
        String average = call.aggregate("avg", call.text(0));
        return call.type() == SqlTypes.REAL ? call.castToResult(average) : average;
    }

    private static String extreme(PrintedCall call) {
        requireOrdered(call.type(0));
        return call.size() > 1 ? first(call, 0, 1) : call.aggregate(call.name(), call.texts());
    }

    private static String extremeBy(PrintedCall call, String function) {
        requireOrdered(call.type(1));
        return call.size() > 2 ? first(call, 1, 2) : call.aggregate(function, call.texts());
    }

    /** The values of the first rows by the order of one argument. */
    private static String first(PrintedCall call, int by, int countAt) {
        int count = call.integer(countAt, "number of values");
        AggregateClauses own = call.clauses();
        if (count < 1 || !own.over().isEmpty()) {
            throw call.refuse(
                    "`" + call.name() + "` of several rows is translated for a positive number and without a window");
        }
        String direction = call.name().startsWith("max") ? " DESC" : "";
        AggregateClauses sorted =
                new AggregateClauses(own.distinct(), "ORDER BY " + call.text(by) + direction, own.filter(), "", false);
        return "list_slice(" + sorted.aroundWhere("list", call.text(0), call.text(by) + " IS NOT NULL") + ", 1, "
                + count + ")";
    }

    private static void requireOrdered(SqlType type) {
        if (type instanceof SqlType.Array || type instanceof SqlType.Row) {
            throw new NotOnDuckDbException("DuckDB orders nulls inside arrays and rows differently");
        }
    }

    private static String listagg(PrintedCall call) {
        String separator = call.size() > 1 ? call.text(1) : "''";
        return call.aggregate("string_agg", call.text(0) + ", " + separator);
    }

    private static String pairs(PrintedCall call) {
        return call.clauses().aroundWhere("list", "row(" + call.texts() + ")", call.text(0) + " IS NOT NULL");
    }

    private static String mapAgg(PrintedCall call) {
        return call.castToResult(MapFunctions.firstOfEachKey(call, pairs(call)));
    }

    private static String mapUnion(PrintedCall call) {
        String map = call.names().next();
        String entry = call.names().next();
        String maps = call.clauses().aroundWhere("list", call.text(0), call.text(0) + " IS NOT NULL");
        return call.castToResult(MapFunctions.firstOfEachKey(
                call,
                "flatten(list_transform(" + maps + ", lambda " + map + ": list_transform(map_entries(" + map
                        + "), lambda " + entry + ": row(" + entry + ".\"key\", " + entry + ".\"value\"))))"));
    }

    private static String reduce(PrintedCall call) {
        if (call.text(1).contains("\"")) {
            throw call.refuse("the initial state of `reduce_agg` must not depend on rows");
        }
        String state = call.names().next();
        String element = call.names().next();
        String type = call.typeName(call.type());
        String step = "CAST(" + call.lambda(2).body(List.of(state, element)).instant() + " AS " + type + ")";
        return "list_reduce(" + call.clauses().aroundWhere("list", call.text(0), call.text(0) + " IS NOT NULL")
                + ", lambda " + state + ", " + element + ": " + step + ", CAST(" + call.text(1) + " AS " + type + "))";
    }

    /** DuckDB corrects the bias of a sample, Trino does not. */
    private static String skewness(PrintedCall call) {
        String value = call.text(0);
        String count = call.aggregate("count", value);
        return "CASE WHEN " + count + " > 2 THEN coalesce(" + call.aggregate("skewness", value) + " * (" + count
                + " - 2) / sqrt(CAST(" + count + " AS DOUBLE) * (" + count + " - 1)), CAST('NaN' AS DOUBLE)) END";
    }

    private static String kurtosis(PrintedCall call) {
        String value = call.text(0);
        return "CASE WHEN " + call.aggregate("count", value) + " > 3 THEN coalesce(" + call.aggregate("kurtosis", value)
                + ", CAST('NaN' AS DOUBLE)) END";
    }

    private static String mostFrequent(PrintedCall call) {
        String entry = call.names().next();
        String pairs = "list_transform(map_entries(" + call.aggregate("histogram", call.text(1)) + "), lambda " + entry
                + ": row(" + entry + ".\"value\", " + entry + ".\"key\"))";
        return call.castToResult("map_from_entries(list_transform(list_slice(list_sort(" + pairs + ", 'DESC'), 1, "
                + call.text(0) + "), lambda " + entry + ": row(" + entry + "[2], " + entry + "[1])))");
    }

    private static String approxDistinct(PrintedCall call) {
        AggregateClauses clauses = call.clauses();
        AggregateClauses distinct =
                new AggregateClauses(true, clauses.orderBy(), clauses.filter(), clauses.over(), clauses.ignoreNulls());
        return distinct.around("count", call.text(0));
    }

    private static String percentile(PrintedCall call) {
        if (call.size() > 2) {
            throw call.refuse("a weighted percentile is not translated");
        }
        return call.aggregate("quantile_disc", call.texts());
    }
}
