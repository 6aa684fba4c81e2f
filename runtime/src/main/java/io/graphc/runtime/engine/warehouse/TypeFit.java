package io.graphc.runtime.engine.warehouse;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;

/** Whether a column of a warehouse can stand for one of another type without any conversion in the SQL that reads it. */
final class TypeFit {
    private static final List<SqlType> INTEGERS =
            List.of(SqlTypes.TINYINT, SqlTypes.SMALLINT, SqlTypes.INTEGER, SqlTypes.BIGINT);

    private TypeFit() {}

    /**
     * Whether rows of the one type can be read where the other is declared: lengths of text and digits of a second do not
     * matter, and Trino widens integers, floating point numbers and decimals by itself.
     */
    static boolean reads(SqlType actual, SqlType declared) {
        if (same(actual, declared)) {
            return true;
        }
        if (INTEGERS.contains(declared)) {
            return INTEGERS.contains(actual) && INTEGERS.indexOf(actual) <= INTEGERS.indexOf(declared);
        }
        if (declared == SqlTypes.DOUBLE) {
            return actual == SqlTypes.REAL;
        }
        return declared instanceof SqlType.Decimal wide
                && actual instanceof SqlType.Decimal narrow
                && narrow.scale() <= wide.scale()
                && narrow.precision() - narrow.scale() <= wide.precision() - wide.scale();
    }

    /** Whether a table that was made of rows of the one type can have a column of the other. */
    static boolean holds(SqlType table, SqlType rows) {
        return same(table, rows) || reads(rows, table);
    }

    private static boolean same(SqlType left, SqlType right) {
        if (left.equals(right) || isOpen(left) || isOpen(right)) {
            return true;
        }
        if (SqlTypes.isText(left) && SqlTypes.isText(right)) {
            return left.getClass() == right.getClass();
        }
        if (left instanceof SqlType.Timestamp one && right instanceof SqlType.Timestamp other) {
            return one.withZone() == other.withZone();
        }
        if (left instanceof SqlType.Time one && right instanceof SqlType.Time other) {
            return one.withZone() == other.withZone();
        }
        return nested(left, right);
    }

    private static boolean nested(SqlType left, SqlType right) {
        if (left instanceof SqlType.Array one && right instanceof SqlType.Array other) {
            return same(one.element(), other.element());
        }
        if (left instanceof SqlType.Map one && right instanceof SqlType.Map other) {
            return same(one.key(), other.key()) && same(one.value(), other.value());
        }
        if (left instanceof SqlType.Row one && right instanceof SqlType.Row other) {
            return fields(one.fields(), other.fields());
        }
        return false;
    }

    private static boolean fields(List<SqlType.Field> left, List<SqlType.Field> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i).type(), right.get(i).type())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOpen(SqlType type) {
        return type == SqlTypes.ANY || type == SqlTypes.UNKNOWN || type instanceof SqlType.Named;
    }
}
