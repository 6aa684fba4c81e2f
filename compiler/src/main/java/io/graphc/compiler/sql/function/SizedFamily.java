package io.graphc.compiler.sql.function;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;
import java.util.Optional;

/** The types whose parameters are numbers: lengths, precisions and scales. */
public enum SizedFamily {
    VARCHAR("varchar", ""),
    CHAR("char", ""),
    DECIMAL("decimal", ""),
    TIME("time", ""),
    TIME_WITH_ZONE("time", " with time zone"),
    TIMESTAMP("timestamp", ""),
    TIMESTAMP_WITH_ZONE("timestamp", " with time zone");

    /** The length that a varchar without a length counts with in formulas. */
    static final long UNBOUNDED = Integer.MAX_VALUE;

    private static final int MOST_DIGITS = 38;
    private static final int MOST_CHAR = 65_536;

    private final String name;
    private final String suffix;

    SizedFamily(String name, String suffix) {
        this.name = name;
        this.suffix = suffix;
    }

    /** The family of a type; empty for a type without numbers. */
    static Optional<SizedFamily> of(SqlType type) {
        if (type instanceof SqlType.Varchar) {
            return Optional.of(VARCHAR);
        }
        if (type instanceof SqlType.Char) {
            return Optional.of(CHAR);
        }
        if (type instanceof SqlType.Decimal) {
            return Optional.of(DECIMAL);
        }
        if (type instanceof SqlType.Time time) {
            return Optional.of(time.withZone() ? TIME_WITH_ZONE : TIME);
        }
        if (type instanceof SqlType.Timestamp timestamp) {
            return Optional.of(timestamp.withZone() ? TIMESTAMP_WITH_ZONE : TIMESTAMP);
        }
        return Optional.empty();
    }

    /** The family with this name and suffix as signatures spell them. */
    static Optional<SizedFamily> named(String name, String suffix) {
        for (SizedFamily family : values()) {
            if (family.name.equals(name) && family.suffix.equals(suffix)) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    /** The numbers of a type that {@link #of} says is in a family. */
    static List<Long> sizes(SqlType type) {
        if (type instanceof SqlType.Varchar varchar) {
            return List.of(
                    varchar.length().isPresent() ? (long) varchar.length().getAsInt() : UNBOUNDED);
        }
        if (type instanceof SqlType.Char text) {
            return List.of((long) text.length());
        }
        if (type instanceof SqlType.Decimal decimal) {
            return List.of((long) decimal.precision(), (long) decimal.scale());
        }
        if (type instanceof SqlType.Time time) {
            return List.of((long) time.precision());
        }
        if (type instanceof SqlType.Timestamp timestamp) {
            return List.of((long) timestamp.precision());
        }
        throw new AssertionError(type);
    }

    /**
     * The type with these numbers; beyond the limit of varchar and decimal it is the biggest type. A formula can
     * overshoot the limit of {@code char}, which {@link #exists} tells.
     */
    SqlType type(List<Long> sizes) {
        long first = sizes.get(0);
        return switch (this) {
            case VARCHAR -> first >= UNBOUNDED ? SqlTypes.VARCHAR : SqlTypes.varchar((int) first);
            case CHAR -> new SqlType.Char((int) Math.min(first, Integer.MAX_VALUE));
            case DECIMAL -> decimal(first, sizes.get(1));
            case TIME -> new SqlType.Time((int) first, false);
            case TIME_WITH_ZONE -> new SqlType.Time((int) first, true);
            case TIMESTAMP -> new SqlType.Timestamp((int) first, false);
            case TIMESTAMP_WITH_ZONE -> new SqlType.Timestamp((int) first, true);
        };
    }

    /** Whether a result that formulas gave is within the limits of its family. */
    static boolean exists(SqlType type) {
        return !(type instanceof SqlType.Char text) || text.length() <= MOST_CHAR;
    }

    private static SqlType decimal(long precision, long scale) {
        int digits = (int) Math.max(1, Math.min(precision, MOST_DIGITS));
        return new SqlType.Decimal(digits, (int) Math.min(scale, digits));
    }

    /** How a signature spells the family with these parameters. */
    String spelling(List<String> parameters) {
        return name + "(" + String.join(",", parameters) + ")" + suffix;
    }
}
