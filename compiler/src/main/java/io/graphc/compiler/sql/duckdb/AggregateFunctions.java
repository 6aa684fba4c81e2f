package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;

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
                .tolerant("min_by", NAN_LAST, call -> extremeBy(call, "arg_min_null"))
                .tolerant("max_by", NAN_LAST, call -> extremeBy(call, "arg_max_null"))
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
                .tolerant("map_agg", "a key that occurs twice is an error", AggregateFunctions::mapAgg)
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
        return call.aggregate(call.name(), call.texts());
    }

    private static String extremeBy(PrintedCall call, String function) {
        if (call.size() > 2) {
            throw call.refuse("`" + call.name() + "` of several rows is not translated");
        }
        requireOrdered(call.type(1));
        return call.aggregate(function, call.texts());
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

    private static String mapAgg(PrintedCall call) {
        String pairs = call.clauses().aroundWhere("list", "row(" + call.texts() + ")", call.text(0) + " IS NOT NULL");
        return call.castToResult("map_from_entries(" + pairs + ")");
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
