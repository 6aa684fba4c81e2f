package io.graphc.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A SQL type of Trino (Athena engine version 3), the type system of everything between the sources and the graph.
 * Immutable; equal when the types are the same. {@code toString} gives Trino's own spelling.
 */
public sealed interface SqlType {
    /** The types without parameters. */
    enum Simple implements SqlType {
        BOOLEAN("boolean"),
        TINYINT("tinyint"),
        SMALLINT("smallint"),
        INTEGER("integer"),
        BIGINT("bigint"),
        REAL("real"),
        DOUBLE("double"),
        DATE("date"),
        VARBINARY("varbinary"),
        JSON("json"),
        UUID("uuid"),
        IPADDRESS("ipaddress"),
        INTERVAL_DAY_TO_SECOND("interval day to second"),
        INTERVAL_YEAR_TO_MONTH("interval year to month"),
        UNKNOWN("unknown"),
        ANY("any");

        private final String text;

        Simple(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** {@code decimal(precision, scale)}, precision 1 to 38. */
    record Decimal(int precision, int scale) implements SqlType {
        @Override
        public String toString() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /** {@code varchar(length)}, or {@code varchar} without a length. */
    record Varchar(OptionalInt length) implements SqlType {
        @Override
        public String toString() {
            return length.isPresent() ? "varchar(" + length.getAsInt() + ")" : "varchar";
        }
    }

    /** {@code char(length)}, padded with blanks. */
    record Char(int length) implements SqlType {
        @Override
        public String toString() {
            return "char(" + length + ")";
        }
    }

    /** {@code time(precision)}, with or without a time zone; precision 0 to 12 digits of a second. */
    record Time(int precision, boolean withZone) implements SqlType {
        @Override
        public String toString() {
            return "time(" + precision + ")" + (withZone ? " with time zone" : "");
        }
    }

    /** {@code timestamp(precision)}, with or without a time zone; precision 0 to 12 digits of a second. */
    record Timestamp(int precision, boolean withZone) implements SqlType {
        @Override
        public String toString() {
            return "timestamp(" + precision + ")" + (withZone ? " with time zone" : "");
        }
    }

    /** {@code array(element)}. */
    record Array(SqlType element) implements SqlType {
        @Override
        public String toString() {
            return "array(" + element + ")";
        }
    }

    /** {@code map(key, value)}. */
    record Map(SqlType key, SqlType value) implements SqlType {
        @Override
        public String toString() {
            return "map(" + key + ", " + value + ")";
        }
    }

    /** {@code row(field type, ...)}; a field name may be empty. */
    record Row(List<Field> fields) implements SqlType {
        public Row {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return fields.stream().map(Field::toString).collect(Collectors.joining(", ", "row(", ")"));
        }
    }

    /** A field of a row type; the name is empty for an unnamed field, and quoted in text where SQL needs quotes. */
    record Field(String name, SqlType type) {
        private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

        @Override
        public String toString() {
            if (name.isEmpty()) {
                return type.toString();
            }
            String written = PLAIN.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
            return written + " " + type;
        }
    }

    /** A function value (lambda), only ever an argument. */
    record Function(List<SqlType> arguments, SqlType result) implements SqlType {
        public Function {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return arguments.stream().map(SqlType::toString).collect(Collectors.joining(",", "function(", ","))
                    + result
                    + ")";
        }
    }

    /** A type known by its name only, such as {@code HyperLogLog} or {@code Geometry}. */
    record Named(String name) implements SqlType {
        @Override
        public String toString() {
            return name;
        }
    }
}
