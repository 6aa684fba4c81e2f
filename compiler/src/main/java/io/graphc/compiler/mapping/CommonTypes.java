package io.graphc.compiler.mapping;

import io.graphc.compiler.sql.function.TypeCoercion;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.Optional;

/** Which type holds the values of two columns that several mappings of one element type have under one name. */
final class CommonTypes {
    private CommonTypes() {}

    /** Whether values of a type can be put in order on every engine. */
    static boolean isOrdered(SqlType type) {
        if (type instanceof SqlType.Simple simple) {
            return switch (simple) {
                case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE, UUID -> true;
                case VARBINARY, JSON, IPADDRESS, INTERVAL_DAY_TO_SECOND, INTERVAL_YEAR_TO_MONTH, UNKNOWN, ANY -> false;
            };
        }
        return SqlTypes.isText(type)
                || type instanceof SqlType.Decimal
                || type instanceof SqlType.Timestamp
                || type instanceof SqlType.Time;
    }

    /** The type in which the values of both are there as they are; else text, where both have one text on every engine. */
    static Optional<SqlType> shown(SqlType first, SqlType second) {
        Optional<SqlType> ordered = ordered(first, second);
        boolean haveTexts = hasText(first) && hasText(second);
        return ordered.isPresent() || !haveTexts ? ordered : Optional.of(SqlTypes.VARCHAR);
    }

    private static boolean hasText(SqlType type) {
        return type != SqlTypes.ANY && ElementIds.isKeyType(type);
    }

    /** The type in which the values of both are there without loss and, if they have an order, in that order. */
    static Optional<SqlType> ordered(SqlType first, SqlType second) {
        if (first.equals(second) || second == SqlTypes.UNKNOWN) {
            return Optional.of(first);
        }
        if (first == SqlTypes.UNKNOWN) {
            return Optional.of(second);
        }
        if (first == SqlTypes.ANY || second == SqlTypes.ANY) {
            // What could not be found out is taken for what the other is.
            return Optional.of(first == SqlTypes.ANY ? second : first).filter(CommonTypes::isOrdered);
        }
        return isOrdered(first) && isOrdered(second) && !rounds(first, second) && isZoned(first) == isZoned(second)
                ? TypeCoercion.commonSuperType(first, second).filter(type -> holds(type, first) && holds(type, second))
                : Optional.empty();
    }

    /** A floating-point number does not hold every exact one. */
    private static boolean rounds(SqlType first, SqlType second) {
        return isFloating(first) != isFloating(second);
    }

    private static boolean isFloating(SqlType type) {
        return type == SqlTypes.REAL || type == SqlTypes.DOUBLE;
    }

    private static boolean isZoned(SqlType type) {
        return (type instanceof SqlType.Timestamp timestamp && timestamp.withZone())
                || (type instanceof SqlType.Time time && time.withZone());
    }

    /** The digits of the greatest value of a type of whole numbers. */
    private static int digits(SqlType whole) {
        if (whole == SqlTypes.BIGINT) {
            return 19;
        }
        return whole == SqlTypes.INTEGER ? 10 : 5;
    }

    private static boolean holds(SqlType type, SqlType values) {
        if (!(type instanceof SqlType.Decimal wide)) {
            return isOrdered(type);
        }
        int digits = wide.precision() - wide.scale();
        return values instanceof SqlType.Decimal decimal
                ? decimal.precision() - decimal.scale() <= digits && decimal.scale() <= wide.scale()
                : digits >= digits(values);
    }
}
