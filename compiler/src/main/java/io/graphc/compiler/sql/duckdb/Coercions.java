package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;

/** The conversions that Trino makes without being told, written where DuckDB would make another one or none. */
final class Coercions {
    private Coercions() {}

    static Printed apply(Printed value, SqlType expected) {
        if (value.lambda().isPresent() || value.type().equals(expected) || isSame(value.type(), expected)) {
            return value;
        }
        if (SqlTypes.isInteger(value.type()) && SqlTypes.isInteger(expected)) {
            return value.as(expected);
        }
        return DuckDbCasts.convert(value, expected, false);
    }

    /** True where values of both types are the same to DuckDB. */
    private static boolean isSame(SqlType type, SqlType expected) {
        if (expected == SqlTypes.ANY || expected == SqlTypes.UNKNOWN || expected instanceof SqlType.Named) {
            return true;
        }
        if (type.equals(expected)) {
            return true;
        }
        if (type instanceof SqlType.Varchar && expected instanceof SqlType.Varchar) {
            return true;
        }
        if (type instanceof SqlType.Array one && expected instanceof SqlType.Array two) {
            return isSame(one.element(), two.element());
        }
        if (type instanceof SqlType.Map one && expected instanceof SqlType.Map two) {
            return isSame(one.key(), two.key()) && isSame(one.value(), two.value());
        }
        if (type instanceof SqlType.Timestamp one && expected instanceof SqlType.Timestamp two) {
            return one.withZone() == two.withZone() && one.precision() <= two.precision();
        }
        return type instanceof SqlType.Row one && expected instanceof SqlType.Row two && areSame(one, two);
    }

    private static boolean areSame(SqlType.Row one, SqlType.Row two) {
        if (one.fields().size() != two.fields().size()) {
            return false;
        }
        for (int i = 0; i < one.fields().size(); i++) {
            if (!isSame(one.fields().get(i).type(), two.fields().get(i).type())) {
                return false;
            }
        }
        return true;
    }
}
