package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;

/** Casts of arrays, maps and rows, element by element where the elements need more than DuckDB's own cast. */
final class NestedCasts {
    private NestedCasts() {}

    static String cast(Printed value, SqlType target, boolean safe) {
        if (!isPlain(value.type(), target)) {
            throw new NotOnDuckDbException("the cast of `" + value.type() + "` to `" + target + "` is not translated");
        }
        return (safe ? "TRY_CAST(" : "CAST(") + value.text() + " AS " + DuckDbCasts.name(target) + ")";
    }

    /** True where DuckDB's cast means the same as Trino's. */
    private static boolean isPlain(SqlType source, SqlType target) {
        if (source.equals(target) || source == SqlTypes.UNKNOWN) {
            return true;
        }
        if (source instanceof SqlType.Array from && target instanceof SqlType.Array to) {
            return isPlain(from.element(), to.element());
        }
        if (source instanceof SqlType.Map from && target instanceof SqlType.Map to) {
            return isPlain(from.key(), to.key()) && isPlain(from.value(), to.value());
        }
        if (source instanceof SqlType.Row from && target instanceof SqlType.Row to) {
            return arePlain(from, to);
        }
        return isPlainScalar(source, target);
    }

    /** DuckDB matches the fields of two rows by their names, so both have the same or the source has none. */
    private static boolean arePlain(SqlType.Row source, SqlType.Row target) {
        if (source.fields().size() != target.fields().size()) {
            return false;
        }
        for (int i = 0; i < source.fields().size(); i++) {
            SqlType.Field from = source.fields().get(i);
            SqlType.Field to = target.fields().get(i);
            if (!isPlain(from.type(), to.type())
                    || !(from.name().isEmpty() || from.name().equals(to.name()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlainScalar(SqlType source, SqlType target) {
        boolean fromWhole = SqlTypes.isInteger(source);
        if (target instanceof SqlType.Varchar varchar) {
            return isNotLonger(source, varchar)
                    || (varchar.length().isEmpty()
                            && (fromWhole || source == SqlTypes.BOOLEAN || source == SqlTypes.DATE));
        }
        boolean fromNumber = fromWhole || source instanceof SqlType.Decimal;
        boolean toNumber = SqlTypes.isInteger(target) || target == SqlTypes.DOUBLE || target instanceof SqlType.Decimal;
        return (fromNumber && toNumber) || (source == SqlTypes.REAL && target == SqlTypes.DOUBLE);
    }

    private static boolean isNotLonger(SqlType source, SqlType.Varchar target) {
        return source instanceof SqlType.Varchar from
                && from.length().orElse(Integer.MAX_VALUE) <= target.length().orElse(Integer.MAX_VALUE);
    }
}
