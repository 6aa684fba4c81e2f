package io.graphc.compiler.sql.function;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which explicit casts exist, as observed on Trino 435; structures go element by element. */
final class CastRules {
    private static final String NUMBERS = "boolean tinyint smallint integer bigint real double decimal ";
    private static final String MOMENTS = "time time_tz timestamp timestamp_tz ";

    /** Kind of the source to the kinds of the targets; a type always casts to its own kind. */
    private static final Map<String, Set<String>> TARGETS = Map.ofEntries(
            targets("boolean", NUMBERS + "varchar json"),
            targets("tinyint", NUMBERS + "varchar json"),
            targets("smallint", NUMBERS + "varchar json"),
            targets("integer", NUMBERS + "varchar json"),
            targets("bigint", NUMBERS + "varchar json"),
            targets("real", NUMBERS + "varchar json"),
            targets("double", NUMBERS + "varchar json"),
            targets("decimal", NUMBERS + "varchar json"),
            targets(
                    "varchar",
                    NUMBERS + MOMENTS + "char varbinary date json uuid ipaddress JoniRegExp JsonPath CodePoints"),
            targets("char", "varchar JoniRegExp JsonPath CodePoints"),
            targets("varbinary", "uuid ipaddress HyperLogLog SetDigest tdigest qdigest"),
            targets("date", "varchar timestamp timestamp_tz json"),
            targets("time", MOMENTS + "varchar"),
            targets("time_tz", MOMENTS + "varchar"),
            targets("timestamp", MOMENTS + "varchar date json"),
            targets("timestamp_tz", MOMENTS + "varchar date"),
            targets("interval day to second", "varchar"),
            targets("interval year to month", "varchar"),
            targets("json", NUMBERS + "varchar"),
            targets("uuid", "unbounded_varchar varbinary"),
            targets("ipaddress", "unbounded_varchar varbinary"),
            targets("HyperLogLog", "varbinary P4HyperLogLog"),
            targets("P4HyperLogLog", "HyperLogLog"),
            targets("SetDigest", "varbinary HyperLogLog"),
            targets("tdigest", "varbinary"),
            targets("qdigest", "varbinary"));

    private static final Set<String> JSON_SCALARS =
            Set.of("boolean", "tinyint", "smallint", "integer", "bigint", "real", "double", "decimal", "varchar");

    private CastRules() {}

    private static Map.Entry<String, Set<String>> targets(String source, String list) {
        return Map.entry(source, Set.of(list.split(" ")));
    }

    static boolean canCast(SqlType from, SqlType to) {
        if (from == SqlTypes.UNKNOWN || from == SqlTypes.ANY || to == SqlTypes.ANY || from.equals(to)) {
            return true;
        }
        if (from == SqlTypes.JSON && !Structures.parameters(to).isEmpty()) {
            return convertsWithJson(to, false);
        }
        if (to == SqlTypes.JSON && !Structures.parameters(from).isEmpty()) {
            return convertsWithJson(from, true);
        }
        if (isCollection(from) || isCollection(to)) {
            return Structures.name(from).equals(Structures.name(to))
                    && castsEach(Structures.parameters(from), Structures.parameters(to));
        }
        String source = kind(from);
        String target = kind(to);
        Set<String> targets = TARGETS.getOrDefault(source, Set.of());
        return (source.equals(target) && Structures.name(from).isEmpty())
                || targets.contains(target)
                || (to.equals(SqlTypes.VARCHAR) && targets.contains("unbounded_varchar"));
    }

    private static boolean isCollection(SqlType type) {
        return type instanceof SqlType.Array || type instanceof SqlType.Map || type instanceof SqlType.Row;
    }

    private static boolean castsEach(List<SqlType> from, List<SqlType> to) {
        if (from.size() != to.size()) {
            return false;
        }
        for (int index = 0; index < from.size(); index++) {
            if (!canCast(from.get(index), to.get(index))) {
                return false;
            }
        }
        return true;
    }

    /** Dates and timestamps become JSON text but do not come back; keys of maps must be plain scalars. */
    private static boolean convertsWithJson(SqlType type, boolean toJson) {
        if (type instanceof SqlType.Map map) {
            boolean key = map.key() == SqlTypes.UNKNOWN || JSON_SCALARS.contains(kind(map.key()));
            return key && convertsWithJson(map.value(), toJson);
        }
        if (isCollection(type)) {
            return Structures.parameters(type).stream().allMatch(inner -> convertsWithJson(inner, toJson));
        }
        String kind = kind(type);
        return type == SqlTypes.JSON
                || type == SqlTypes.ANY
                || type == SqlTypes.UNKNOWN
                || JSON_SCALARS.contains(kind)
                || (toJson && (kind.equals("date") || kind.equals("timestamp")));
    }

    private static String kind(SqlType type) {
        if (type instanceof SqlType.Varchar) {
            return "varchar";
        }
        if (type instanceof SqlType.Char) {
            return "char";
        }
        if (type instanceof SqlType.Decimal) {
            return "decimal";
        }
        if (type instanceof SqlType.Time time) {
            return time.withZone() ? "time_tz" : "time";
        }
        if (type instanceof SqlType.Timestamp timestamp) {
            return timestamp.withZone() ? "timestamp_tz" : "timestamp";
        }
        String structure = Structures.name(type);
        return structure.isEmpty() ? type.toString() : structure;
    }
}
