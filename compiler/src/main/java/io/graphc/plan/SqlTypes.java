package io.graphc.plan;

import java.util.OptionalInt;

/** The types that code names often, and questions asked of types. */
public final class SqlTypes {
    public static final SqlType BOOLEAN = SqlType.Simple.BOOLEAN;
    public static final SqlType TINYINT = SqlType.Simple.TINYINT;
    public static final SqlType SMALLINT = SqlType.Simple.SMALLINT;
    public static final SqlType INTEGER = SqlType.Simple.INTEGER;
    public static final SqlType BIGINT = SqlType.Simple.BIGINT;
    public static final SqlType REAL = SqlType.Simple.REAL;
    public static final SqlType DOUBLE = SqlType.Simple.DOUBLE;
    public static final SqlType DATE = SqlType.Simple.DATE;
    public static final SqlType VARBINARY = SqlType.Simple.VARBINARY;
    public static final SqlType JSON = SqlType.Simple.JSON;
    public static final SqlType UUID = SqlType.Simple.UUID;

    /** Text of any length. */
    public static final SqlType VARCHAR = new SqlType.Varchar(OptionalInt.empty());

    /** The type of a bare {@code NULL}. */
    public static final SqlType UNKNOWN = SqlType.Simple.UNKNOWN;

    /** A type that could not be found out; fits everywhere and never causes an error. */
    public static final SqlType ANY = SqlType.Simple.ANY;

    private SqlTypes() {}

    public static SqlType varchar(int length) {
        return new SqlType.Varchar(OptionalInt.of(length));
    }

    /** {@code timestamp(precision)} without a zone; Athena's own is precision 3. */
    public static SqlType timestamp(int precision) {
        return new SqlType.Timestamp(precision, false);
    }

    public static SqlType array(SqlType element) {
        return new SqlType.Array(element);
    }

    public static boolean isText(SqlType type) {
        return type instanceof SqlType.Varchar || type instanceof SqlType.Char;
    }

    public static boolean isInteger(SqlType type) {
        return type == TINYINT || type == SMALLINT || type == INTEGER || type == BIGINT;
    }
}
