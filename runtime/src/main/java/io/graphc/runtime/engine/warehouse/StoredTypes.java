package io.graphc.runtime.engine.warehouse;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;

/**
 * The types under which values are kept in staged tables, so that every warehouse can hold them and none loses anything:
 * text of any kind as {@code varchar}, small integers as {@code integer}, {@code timestamp} to the millisecond as {@code
 * timestamp(3)}; finer ones, times, intervals, UUIDs and addresses as text, timestamps with a zone as text in UTC, JSON as its
 * text; arrays likewise by their elements (docs.aws.amazon.com, "Data types in Amazon Athena"; trino.io, "Hive connector").
 */
final class StoredTypes {
    private static final int HIVE_DIGITS = 3;

    private StoredTypes() {}

    static SqlType of(SqlType type) {
        if (type instanceof SqlType.Array array) {
            return SqlTypes.array(of(array.element()));
        }
        if (type == SqlTypes.TINYINT || type == SqlTypes.SMALLINT) {
            return SqlTypes.INTEGER;
        }
        if (type instanceof SqlType.Timestamp timestamp && !timestamp.withZone()) {
            return timestamp.precision() <= HIVE_DIGITS ? SqlTypes.timestamp(HIVE_DIGITS) : SqlTypes.VARCHAR;
        }
        return isHeld(type) ? type : SqlTypes.VARCHAR;
    }

    private static boolean isHeld(SqlType type) {
        return type == SqlTypes.BOOLEAN
                || type == SqlTypes.INTEGER
                || type == SqlTypes.BIGINT
                || type == SqlTypes.REAL
                || type == SqlTypes.DOUBLE
                || type == SqlTypes.DATE
                || type == SqlTypes.VARBINARY
                || type instanceof SqlType.Decimal;
    }

    /** A value as it is stored. */
    static String encode(String expression, SqlType type) {
        SqlType stored = of(type);
        if (stored.equals(type)) {
            return expression;
        }
        if (type == SqlTypes.JSON) {
            return "json_format(" + expression + ")";
        }
        if (type instanceof SqlType.Array array) {
            String element = encode("e", array.element());
            return element.equals("e") ? expression : "transform(" + expression + ", e -> " + element + ")";
        }
        if (type instanceof SqlType.Timestamp timestamp && timestamp.withZone()) {
            return "CAST(" + expression + " AT TIME ZONE 'UTC' AS varchar)";
        }
        return "CAST(" + expression + " AS " + stored + ")";
    }

    /** A stored value as it is read. */
    static String decode(String expression, SqlType type) {
        SqlType stored = of(type);
        if (stored.equals(type)
                || type instanceof SqlType.Varchar
                || type == SqlTypes.ANY
                || type == SqlTypes.UNKNOWN) {
            return expression;
        }
        if (type == SqlTypes.JSON) {
            return "json_parse(" + expression + ")";
        }
        if (type instanceof SqlType.Array array) {
            String element = decode("e", array.element());
            return element.equals("e") ? expression : "transform(" + expression + ", e -> " + element + ")";
        }
        return "CAST(" + expression + " AS " + type + ")";
    }
}
