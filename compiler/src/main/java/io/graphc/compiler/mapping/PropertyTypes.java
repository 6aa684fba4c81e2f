package io.graphc.compiler.mapping;

import io.graphc.plan.Cardinality;
import io.graphc.plan.PropertyType;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.project.PropertySpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * From SQL types to property types. A conversion is offered only where it loses nothing in silence and where every engine
 * gives the same value: text to number is the model's business, for instance, and so is the text of a floating-point
 * number. The table is in docs/reference/graph-mapping.md.
 */
final class PropertyTypes {
    /** The one precision of generated timestamps; Athena's own. */
    private static final int PRECISION = 3;

    private PropertyTypes() {}

    /**
     * What becomes of a column.
     *
     * @param sql the expression over the column
     * @param sqlType the expression's type
     */
    record Conversion(PropertyType type, Cardinality cardinality, String sql, SqlType sqlType) {}

    /** The property type that a SQL type has by itself; empty for a type that no property holds as it is. */
    static Optional<PropertyType> natural(SqlType type) {
        if (type instanceof SqlType.Array array) {
            return array.element() instanceof SqlType.Array ? Optional.empty() : natural(array.element());
        }
        if (SqlTypes.isText(type) || type == SqlTypes.UUID) {
            return Optional.of(PropertyType.STRING);
        }
        if (type instanceof SqlType.Time time) {
            return time.withZone() ? Optional.empty() : Optional.of(PropertyType.TIME);
        }
        if (type instanceof SqlType.Timestamp timestamp) {
            return Optional.of(timestamp.withZone() ? PropertyType.DATETIME : PropertyType.LOCALDATETIME);
        }
        return type instanceof SqlType.Simple simple ? naturalOf(simple) : Optional.empty();
    }

    /** The type that a property asks for, or that its SQL type has by itself. */
    static Optional<PropertyType> wanted(PropertySpec spec, SqlType type, Optional<PropertyType> decimals) {
        return spec.type().isPresent()
                ? Arrays.stream(PropertyType.values())
                        .filter(candidate ->
                                candidate.word().equals(spec.type().get().value()))
                        .findFirst()
                : natural(type, decimals);
    }

    /**
     * The property type that a SQL type has by itself.
     *
     * @param decimals what the project makes of decimals; empty where each property has to say it
     */
    static Optional<PropertyType> natural(SqlType type, Optional<PropertyType> decimals) {
        SqlType element = type instanceof SqlType.Array array ? array.element() : type;
        return element instanceof SqlType.Decimal ? decimals : natural(type);
    }

    private static Optional<PropertyType> naturalOf(SqlType.Simple type) {
        return switch (type) {
            case BOOLEAN -> Optional.of(PropertyType.BOOLEAN);
            case TINYINT -> Optional.of(PropertyType.BYTE);
            case SMALLINT -> Optional.of(PropertyType.SHORT);
            case INTEGER -> Optional.of(PropertyType.INTEGER);
            case BIGINT -> Optional.of(PropertyType.LONG);
            case REAL -> Optional.of(PropertyType.FLOAT);
            case DOUBLE -> Optional.of(PropertyType.DOUBLE);
            case DATE -> Optional.of(PropertyType.DATE);
            case UUID -> Optional.of(PropertyType.STRING);
            case VARBINARY, JSON, IPADDRESS, INTERVAL_DAY_TO_SECOND, INTERVAL_YEAR_TO_MONTH, UNKNOWN, ANY ->
                Optional.empty();
        };
    }

    /** How a column becomes a property of a type; empty where it can't. */
    static Optional<Conversion> convert(String sql, SqlType from, PropertyType to) {
        if (from instanceof SqlType.Array array) {
            return convert(sql, array.element(), to).flatMap(element -> ofArray(sql, array, element));
        }
        return scalar(sql, from, to);
    }

    private static Optional<Conversion> ofArray(String sql, SqlType.Array from, Conversion element) {
        if (element.cardinality() != Cardinality.SINGLE) {
            return Optional.empty();
        }
        if (element.sqlType().equals(from.element())) {
            return Optional.of(new Conversion(element.type(), Cardinality.LIST, sql, from));
        }
        SqlType type = SqlTypes.array(element.sqlType());
        boolean plainCast = element.sql().equals(castSql(sql, element.sqlType()));
        return plainCast
                ? Optional.of(new Conversion(element.type(), Cardinality.LIST, castSql(sql, type), type))
                : Optional.empty();
    }

    private static Optional<Conversion> scalar(String sql, SqlType from, PropertyType to) {
        if (from != SqlTypes.UUID && natural(from).filter(to::equals).isPresent()) {
            return Optional.of(new Conversion(to, Cardinality.SINGLE, sql, from));
        }
        if (from == SqlTypes.DATE || from instanceof SqlType.Timestamp) {
            return moment(sql, from, to);
        }
        if (isNarrowed(from, to) || (from == SqlTypes.DOUBLE && to == PropertyType.FLOAT)) {
            // Staged as it is, so that a check can tell which values do not fit.
            return fits(from, to) ? Optional.of(new Conversion(to, Cardinality.SINGLE, sql, from)) : Optional.empty();
        }
        if (from == SqlTypes.VARBINARY && to == PropertyType.STRING) {
            return Optional.of(new Conversion(to, Cardinality.SINGLE, "to_base64(" + sql + ")", SqlTypes.VARCHAR));
        }
        return fits(from, to) ? Optional.of(cast(sql, to, sqlTypeOf(to))) : Optional.empty();
    }

    /** Whether a type of whole numbers holds some that a property type does not. */
    static boolean isNarrowed(SqlType from, PropertyType to) {
        int digits = switch (to) {
            case BYTE -> 2;
            case SHORT -> 4;
            case INTEGER -> 9;
            case LONG -> 18;
            case STRING, BOOLEAN, FLOAT, DOUBLE, DATE, TIME, LOCALDATETIME, DATETIME -> Integer.MAX_VALUE;
        };
        if (from instanceof SqlType.Decimal decimal) {
            return decimal.scale() == 0 && decimal.precision() > digits;
        }
        return switch (to) {
            case BYTE -> from == SqlTypes.SMALLINT || from == SqlTypes.INTEGER || from == SqlTypes.BIGINT;
            case SHORT -> from == SqlTypes.INTEGER || from == SqlTypes.BIGINT;
            case INTEGER -> from == SqlTypes.BIGINT;
            default -> false;
        };
    }

    private static boolean fits(SqlType from, PropertyType to) {
        if (from == SqlTypes.ANY || from == SqlTypes.UNKNOWN) {
            return true;
        }
        boolean exact = SqlTypes.isInteger(from) || from instanceof SqlType.Decimal;
        return switch (to) {
            case STRING ->
                exact || from == SqlTypes.BOOLEAN || from == SqlTypes.UUID || from == SqlType.Simple.IPADDRESS;
            case BYTE, SHORT, INTEGER, LONG ->
                SqlTypes.isInteger(from) || (from instanceof SqlType.Decimal decimal && decimal.scale() == 0);
            case FLOAT, DOUBLE -> exact || from == SqlTypes.REAL || from == SqlTypes.DOUBLE;
            case BOOLEAN, DATE, TIME, LOCALDATETIME, DATETIME -> false;
        };
    }

    private static Optional<Conversion> moment(String sql, SqlType from, PropertyType to) {
        if (from == SqlTypes.DATE) {
            SqlType midnight = SqlTypes.timestamp(PRECISION);
            return switch (to) {
                case STRING -> Optional.of(cast(sql, to, SqlTypes.VARCHAR));
                case LOCALDATETIME -> Optional.of(cast(sql, to, midnight));
                case DATETIME -> Optional.of(inUtc(castSql(sql, midnight), PRECISION));
                case BOOLEAN, BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, DATE, TIME -> Optional.empty();
            };
        }
        boolean local = from instanceof SqlType.Timestamp timestamp && !timestamp.withZone();
        return local && to == PropertyType.DATETIME
                ? Optional.of(inUtc(sql, ((SqlType.Timestamp) from).precision()))
                : Optional.empty();
    }

    /** A plain cast would take the session's zone; a value without a zone is taken as UTC. */
    private static Conversion inUtc(String timestamp, int precision) {
        return new Conversion(
                PropertyType.DATETIME,
                Cardinality.SINGLE,
                "with_timezone(" + timestamp + ", 'UTC')",
                new SqlType.Timestamp(precision, true));
    }

    private static Conversion cast(String sql, PropertyType to, SqlType type) {
        return new Conversion(to, Cardinality.SINGLE, castSql(sql, type), type);
    }

    private static String castSql(String sql, SqlType type) {
        return "CAST(" + sql + " AS " + type + ")";
    }

    /** The SQL type that holds a property type. */
    static SqlType sqlTypeOf(PropertyType type) {
        return switch (type) {
            case STRING -> SqlTypes.VARCHAR;
            case BOOLEAN -> SqlTypes.BOOLEAN;
            case BYTE -> SqlTypes.TINYINT;
            case SHORT -> SqlTypes.SMALLINT;
            case INTEGER -> SqlTypes.INTEGER;
            case LONG -> SqlTypes.BIGINT;
            case FLOAT -> SqlTypes.REAL;
            case DOUBLE -> SqlTypes.DOUBLE;
            case DATE -> SqlTypes.DATE;
            case TIME -> new SqlType.Time(PRECISION, false);
            case LOCALDATETIME -> SqlTypes.timestamp(PRECISION);
            case DATETIME -> new SqlType.Timestamp(PRECISION, true);
        };
    }
}
