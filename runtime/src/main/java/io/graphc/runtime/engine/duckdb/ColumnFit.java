package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;
import java.util.Map;

/**
 * Whether values of a type that DuckDB really gives can stand for the type that was declared or compiled.
 *
 * <p>{@link #SAME}: nothing to do; lengths of text, and digits of a second that DuckDB stores alike, are not compared, and
 * an unknown type fits all. {@link #CAST}: a cast keeps every value or fails the query, never changes one in silence: between
 * integers, from integers to decimals and floating point numbers, to a decimal with no fewer digits behind the point, between
 * timestamps, from bytes to text. {@link #DIFFERS}: all else.
 */
enum ColumnFit {
    SAME,
    CAST,
    DIFFERS;

    private static final List<SqlType> INTEGERS =
            List.of(SqlTypes.TINYINT, SqlTypes.SMALLINT, SqlTypes.INTEGER, SqlTypes.BIGINT);
    private static final Map<SqlType, Integer> DIGITS =
            Map.of(SqlTypes.TINYINT, 3, SqlTypes.SMALLINT, 5, SqlTypes.INTEGER, 10, SqlTypes.BIGINT, 19);

    static ColumnFit of(SqlType actual, SqlType wanted) {
        if (wanted == SqlTypes.ANY || wanted instanceof SqlType.Named || actual instanceof SqlType.Named) {
            return SAME;
        }
        if (DuckDbTypes.nameOf(actual).equals(DuckDbTypes.nameOf(wanted)) && actual != SqlTypes.UNKNOWN) {
            return SAME;
        }
        if (wanted == SqlTypes.UNKNOWN) {
            return SAME;
        }
        return actual == SqlTypes.UNKNOWN || castable(actual, wanted) ? CAST : DIFFERS;
    }

    private static boolean castable(SqlType actual, SqlType wanted) {
        if (INTEGERS.contains(wanted)) {
            return INTEGERS.contains(actual) || (actual instanceof SqlType.Decimal decimal && decimal.scale() == 0);
        }
        if (wanted instanceof SqlType.Decimal decimal) {
            return DIGITS.containsKey(actual)
                    || (actual instanceof SqlType.Decimal other && other.scale() <= decimal.scale());
        }
        if (wanted == SqlTypes.DOUBLE) {
            return actual == SqlTypes.REAL || INTEGERS.contains(actual) || actual instanceof SqlType.Decimal;
        }
        if (wanted instanceof SqlType.Timestamp) {
            return actual instanceof SqlType.Timestamp;
        }
        if (SqlTypes.isText(wanted)) {
            return actual == SqlTypes.VARBINARY || actual == SqlTypes.JSON || actual == SqlTypes.UUID;
        }
        if (wanted == SqlTypes.JSON) {
            return SqlTypes.isText(actual);
        }
        return nestedCastable(actual, wanted);
    }

    private static boolean nestedCastable(SqlType actual, SqlType wanted) {
        if (wanted instanceof SqlType.Array array && actual instanceof SqlType.Array other) {
            return of(other.element(), array.element()) != DIFFERS;
        }
        if (wanted instanceof SqlType.Map map && actual instanceof SqlType.Map other) {
            return of(other.key(), map.key()) != DIFFERS && of(other.value(), map.value()) != DIFFERS;
        }
        if (wanted instanceof SqlType.Row row && actual instanceof SqlType.Row other) {
            return row.fields().size() == other.fields().size() && fieldsCastable(other.fields(), row.fields());
        }
        return false;
    }

    private static boolean fieldsCastable(List<SqlType.Field> actual, List<SqlType.Field> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (of(actual.get(i).type(), wanted.get(i).type()) == DIFFERS) {
                return false;
            }
        }
        return true;
    }

    /** Whether a column of a table takes in every value of another type as it is: wider ones of the same kind do. */
    static boolean keeps(SqlType values, SqlType column) {
        if (values == SqlTypes.ANY || values == SqlTypes.UNKNOWN || of(values, column) == SAME) {
            return true;
        }
        if (INTEGERS.contains(values) && INTEGERS.contains(column)) {
            return INTEGERS.indexOf(values) < INTEGERS.indexOf(column);
        }
        if (column instanceof SqlType.Decimal wide) {
            int whole = wide.precision() - wide.scale();
            return values instanceof SqlType.Decimal narrow
                    ? narrow.scale() <= wide.scale() && narrow.precision() - narrow.scale() <= whole
                    : DIGITS.getOrDefault(values, Integer.MAX_VALUE) <= whole;
        }
        if (column == SqlTypes.DOUBLE) {
            return values == SqlTypes.REAL;
        }
        return column instanceof SqlType.Timestamp finer
                && values instanceof SqlType.Timestamp time
                && time.withZone() == finer.withZone()
                && time.precision() <= finer.precision();
    }

    /** The expression that turns a value of the actual type into the wanted one. */
    static String cast(String expression, SqlType actual, SqlType wanted) {
        ColumnFit fit = of(actual, wanted);
        if (fit != CAST) {
            return expression;
        }
        if (actual == SqlTypes.VARBINARY && SqlTypes.isText(wanted)) {
            return "decode(" + expression + ")";
        }
        return "CAST(" + expression + " AS " + DuckDbTypes.nameOf(wanted) + ")";
    }
}
