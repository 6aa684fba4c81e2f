package io.graphc.compiler.sql.function;

import static io.graphc.compiler.sql.function.SizedFamily.CHAR;
import static io.graphc.compiler.sql.function.SizedFamily.DECIMAL;
import static io.graphc.compiler.sql.function.SizedFamily.TIMESTAMP;
import static io.graphc.compiler.sql.function.SizedFamily.TIMESTAMP_WITH_ZONE;
import static io.graphc.compiler.sql.function.SizedFamily.TIME_WITH_ZONE;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Trino's implicit conversions: which type stands for which without a cast, and the type that two have in common.
 * {@link SqlType.Simple#ANY} converts to and from everything, and in common with anything is itself, so that it never
 * causes a second mistake. Stateless and thread-safe. Behaviour as observed on Trino 435.
 */
public final class TypeCoercion {
    private static final List<SqlType> INTEGERS =
            List.of(SqlTypes.TINYINT, SqlTypes.SMALLINT, SqlTypes.INTEGER, SqlTypes.BIGINT);

    /** The decimal that holds every value of the integer at the same index. */
    private static final List<SqlType> INTEGERS_AS_DECIMAL = List.of(
            new SqlType.Decimal(3, 0),
            new SqlType.Decimal(5, 0),
            new SqlType.Decimal(10, 0),
            new SqlType.Decimal(19, 0));

    private static final SqlType HYPER_LOG_LOG = new SqlType.Named("HyperLogLog");
    private static final SqlType SPARSE_HYPER_LOG_LOG = new SqlType.Named("P4HyperLogLog");

    /** Types of Trino's own that take their values from text. */
    private static final Set<String> PATTERN_TYPES = Set.of("JoniRegExp", "JsonPath", "CodePoints");

    private static final Set<String> NOT_COMPARABLE =
            Set.of("HyperLogLog", "P4HyperLogLog", "SetDigest", "tdigest", "JoniRegExp", "JsonPath", "CodePoints");

    private static final long MOST_DIGITS = 38;
    private static final long MOST_CHAR = 65_536;

    private TypeCoercion() {}

    /** The common type of two types, and whether the first becomes the second without losing anything. */
    private record Common(SqlType type, boolean firstCoerces) {}

    /** Whether a value of one type is accepted where the other is wanted, without a cast. */
    public static boolean canCoerce(SqlType from, SqlType to) {
        return from.equals(to) || common(from, to).filter(Common::firstCoerces).isPresent();
    }

    /** The narrowest type that both convert to. */
    public static Optional<SqlType> commonSuperType(SqlType first, SqlType second) {
        return first.equals(second) ? Optional.of(first) : common(first, second).map(Common::type);
    }

    /** The narrowest type that all convert to; empty for no types at all. */
    public static Optional<SqlType> commonSuperType(List<SqlType> types) {
        Optional<SqlType> common = types.stream().findFirst();
        for (SqlType type : types) {
            common = common.flatMap(soFar -> commonSuperType(soFar, type));
        }
        return common;
    }

    /** Whether values can be tested for equality, grouped and made distinct. */
    public static boolean isComparable(SqlType type) {
        if (type instanceof SqlType.Array array) {
            return isComparable(array.element());
        }
        if (type instanceof SqlType.Map map) {
            return isComparable(map.value());
        }
        if (type instanceof SqlType.Row row) {
            return row.fields().stream().allMatch(field -> isComparable(field.type()));
        }
        if (type instanceof SqlType.Named named) {
            return !NOT_COMPARABLE.contains(named.name()) && !named.name().startsWith("qdigest(");
        }
        return !(type instanceof SqlType.Function);
    }

    /** Whether values can be sorted and compared with {@code <}. */
    public static boolean isOrderable(SqlType type) {
        if (type instanceof SqlType.Array array) {
            return isOrderable(array.element());
        }
        if (type instanceof SqlType.Row row) {
            return row.fields().stream().allMatch(field -> isOrderable(field.type()));
        }
        return !(type == SqlTypes.JSON
                || type instanceof SqlType.Map
                || type instanceof SqlType.Named
                || type instanceof SqlType.Function);
    }

    /** Whether {@code CAST(from AS to)} exists. */
    public static boolean canCast(SqlType from, SqlType to) {
        return CastRules.canCast(from, to);
    }

    /** Whether the type is, or has inside, one that could not be found out. */
    public static boolean containsAny(SqlType type) {
        return type == SqlTypes.ANY || Structures.parameters(type).stream().anyMatch(TypeCoercion::containsAny);
    }

    /** The type of a family that a type converts to, its numbers chosen to hold every value. */
    static Optional<SqlType> coerceToFamily(SqlType from, SizedFamily family) {
        Optional<SizedFamily> own = SizedFamily.of(from);
        if (own.isPresent()) {
            return own.get() == family ? Optional.of(from) : coerceSized(from, own.get(), family);
        }
        int integer = INTEGERS.indexOf(from);
        if (integer >= 0 && family == DECIMAL) {
            return Optional.of(INTEGERS_AS_DECIMAL.get(integer));
        }
        boolean dateToMoment = from == SqlTypes.DATE && (family == TIMESTAMP || family == TIMESTAMP_WITH_ZONE);
        if (dateToMoment) {
            return Optional.of(family.type(List.of(0L)));
        }
        return from == SqlTypes.UNKNOWN ? Optional.of(ofNull(family)) : Optional.empty();
    }

    /** What NULL becomes in a family: the type that Trino gives the bare name, or an empty text. */
    private static SqlType ofNull(SizedFamily family) {
        return switch (family) {
            case VARCHAR, CHAR -> family.type(List.of(0L));
            case DECIMAL -> family.type(List.of(1L, 0L));
            case TIME, TIME_WITH_ZONE, TIMESTAMP, TIMESTAMP_WITH_ZONE -> family.type(List.of(3L));
        };
    }

    private static Optional<SqlType> coerceSized(SqlType from, SizedFamily own, SizedFamily family) {
        List<Long> sizes = SizedFamily.sizes(from);
        return switch (own) {
            case VARCHAR ->
                family == CHAR ? Optional.of(CHAR.type(List.of(Math.min(sizes.get(0), MOST_CHAR)))) : Optional.empty();
            case TIME -> family == TIME_WITH_ZONE ? Optional.of(family.type(sizes)) : Optional.empty();
            case TIMESTAMP -> family == TIMESTAMP_WITH_ZONE ? Optional.of(family.type(sizes)) : Optional.empty();
            case CHAR, DECIMAL, TIME_WITH_ZONE, TIMESTAMP_WITH_ZONE -> Optional.empty();
        };
    }

    private static Optional<Common> common(SqlType from, SqlType to) {
        if (from == SqlTypes.ANY || to == SqlTypes.ANY) {
            return Optional.of(new Common(SqlTypes.ANY, true));
        }
        if (from.equals(to) || from == SqlTypes.UNKNOWN) {
            return Optional.of(new Common(to, true));
        }
        if (to == SqlTypes.UNKNOWN) {
            return Optional.of(new Common(from, false));
        }
        Optional<Common> sameKind = commonOfOneKind(from, to);
        if (sameKind.isPresent()) {
            return sameKind;
        }
        Optional<SqlType> forward = coerceToKind(from, to);
        if (forward.isPresent()) {
            return commonOfOneKind(forward.get(), to);
        }
        return coerceToKind(to, from)
                .flatMap(coerced -> commonOfOneKind(from, coerced))
                .map(common -> new Common(common.type(), false));
    }

    /** The first type made into the kind of the second, where there is a conversion between the kinds. */
    private static Optional<SqlType> coerceToKind(SqlType from, SqlType to) {
        Optional<SizedFamily> family = SizedFamily.of(to);
        if (family.isPresent()) {
            return family.equals(SizedFamily.of(from)) ? Optional.empty() : coerceToFamily(from, family.get());
        }
        int source = INTEGERS.indexOf(from);
        boolean toFloat = to == SqlTypes.REAL || to == SqlTypes.DOUBLE;
        boolean converts = (source >= 0 && (toFloat || INTEGERS.indexOf(to) > source))
                || (from instanceof SqlType.Decimal && toFloat)
                || (from == SqlTypes.REAL && to == SqlTypes.DOUBLE)
                || (SqlTypes.isText(from) && to instanceof SqlType.Named named && PATTERN_TYPES.contains(named.name()))
                || (from.equals(SPARSE_HYPER_LOG_LOG) && to.equals(HYPER_LOG_LOG));
        return converts ? Optional.of(to) : Optional.empty();
    }

    private static Optional<Common> commonOfOneKind(SqlType from, SqlType to) {
        if (from.equals(to)) {
            return Optional.of(new Common(to, true));
        }
        Optional<SizedFamily> family = SizedFamily.of(from);
        if (family.isPresent()) {
            if (!family.equals(SizedFamily.of(to))) {
                return Optional.empty();
            }
            SqlType wider = wider(family.get(), SizedFamily.sizes(from), SizedFamily.sizes(to));
            return Optional.of(new Common(wider, wider.equals(to)));
        }
        if (from instanceof SqlType.Row first && to instanceof SqlType.Row second) {
            return commonRow(first, second);
        }
        boolean collections = (from instanceof SqlType.Array && to instanceof SqlType.Array)
                || (from instanceof SqlType.Map && to instanceof SqlType.Map);
        return collections ? commonCollection(from, to) : Optional.empty();
    }

    private static SqlType wider(SizedFamily family, List<Long> first, List<Long> second) {
        if (family != DECIMAL) {
            return family.type(List.of(Math.max(first.get(0), second.get(0))));
        }
        long scale = Math.max(first.get(1), second.get(1));
        long whole = Math.max(first.get(0) - first.get(1), second.get(0) - second.get(1));
        return family.type(List.of(Math.min(MOST_DIGITS, whole + scale), scale));
    }

    private static Optional<Common> commonCollection(SqlType from, SqlType to) {
        List<SqlType> first = Structures.parameters(from);
        List<SqlType> second = Structures.parameters(to);
        List<SqlType> parameters = new ArrayList<>();
        boolean coerces = true;
        for (int index = 0; index < first.size(); index++) {
            Optional<Common> common = common(first.get(index), second.get(index));
            if (common.isEmpty()) {
                return Optional.empty();
            }
            parameters.add(common.get().type());
            coerces &= common.get().firstCoerces();
        }
        return Optional.of(new Common(Structures.type(Structures.name(from), parameters), coerces));
    }

    /** A field keeps its name when both rows agree on it. */
    private static Optional<Common> commonRow(SqlType.Row from, SqlType.Row to) {
        if (from.fields().size() != to.fields().size()) {
            return Optional.empty();
        }
        List<SqlType.Field> fields = new ArrayList<>();
        boolean coerces = true;
        for (int index = 0; index < from.fields().size(); index++) {
            SqlType.Field first = from.fields().get(index);
            SqlType.Field second = to.fields().get(index);
            Optional<Common> common = common(first.type(), second.type());
            if (common.isEmpty()) {
                return Optional.empty();
            }
            String name = first.name().equals(second.name()) ? first.name() : "";
            fields.add(new SqlType.Field(name, common.get().type()));
            coerces &= common.get().firstCoerces();
        }
        return Optional.of(new Common(new SqlType.Row(fields), coerces));
    }
}
