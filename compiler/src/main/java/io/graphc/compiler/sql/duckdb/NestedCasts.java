package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;

/** Casts of arrays, maps and rows, element by element where the elements need more than DuckDB's own cast. */
final class NestedCasts {
    private NestedCasts() {}

    static String cast(Printed value, SqlType target, boolean safe) {
        if (isPlain(value.type(), target)) {
            return (safe ? "TRY_CAST(" : "CAST(") + value.text() + " AS " + DuckDbCasts.name(target) + ")";
        }
        String text = items(value.text(), value.type(), target, 1);
        return safe ? "TRY(" + text + ")" : text;
    }

    private static String items(String value, SqlType source, SqlType target, int depth) {
        String name = "\"$c" + depth + '"';
        if (source instanceof SqlType.Array from && target instanceof SqlType.Array to) {
            return "list_transform(" + value + ", lambda " + name + ": "
                    + item(name, from.element(), to.element(), depth) + ")";
        }
        if (source instanceof SqlType.Map from && target instanceof SqlType.Map to) {
            return "CAST(map_from_entries(list_transform(map_entries(" + value + "), lambda " + name + ": row("
                    + item(name + ".\"key\"", from.key(), to.key(), depth) + ", "
                    + item(name + ".\"value\"", from.value(), to.value(), depth) + "))) AS " + DuckDbCasts.name(target)
                    + ")";
        }
        if (source instanceof SqlType.Row from
                && target instanceof SqlType.Row to
                && from.fields().size() == to.fields().size()) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < from.fields().size(); i++) {
                fields.add(item(
                        field(value, from, i),
                        from.fields().get(i).type(),
                        to.fields().get(i).type(),
                        depth));
            }
            return "CASE WHEN " + value + " IS NOT NULL THEN CAST(row(" + String.join(", ", fields) + ") AS "
                    + DuckDbCasts.name(target) + ") END";
        }
        throw new NotOnDuckDbException("the cast of `" + source + "` to `" + target + "` is not translated");
    }

    private static String item(String value, SqlType source, SqlType target, int depth) {
        if (source instanceof SqlType.Array || source instanceof SqlType.Map || source instanceof SqlType.Row) {
            return isPlain(source, target) || target == SqlTypes.JSON
                    ? DuckDbCasts.cast(Printed.of(value, source), target, false)
                    : items(value, source, target, depth + 1);
        }
        return DuckDbCasts.cast(Printed.of(value, source), target, false);
    }

    /** A field of a row, from 0; DuckDB takes a field of a named row by its name only. */
    static String field(String value, SqlType.Row row, int index) {
        boolean named = row.fields().stream().noneMatch(field -> field.name().isEmpty());
        String key = named ? DuckDbText.literal(row.fields().get(index).name()) : String.valueOf(index + 1);
        return "struct_extract(" + value + ", " + key + ")";
    }

    /** True where DuckDB's cast means the same as Trino's. */
    private static boolean isPlain(SqlType source, SqlType target) {
        if (source.equals(target) || source == SqlTypes.UNKNOWN) {
            return true;
        }
        if (source instanceof SqlType.Array from && target instanceof SqlType.Array to) {
            return isPlain(from.element(), to.element());
        }
        if (source instanceof SqlType.Map from && target instanceof SqlType.Map to) {
            return isPlain(from.key(), to.key()) && isPlain(from.value(), to.value());
        }
        if (source instanceof SqlType.Row from && target instanceof SqlType.Row to) {
            return arePlain(from, to);
        }
        return isPlainScalar(source, target);
    }

    /** DuckDB matches the fields of two rows by their names, so both have the same or the source has none. */
    private static boolean arePlain(SqlType.Row source, SqlType.Row target) {
        if (source.fields().size() != target.fields().size()) {
            return false;
        }
        for (int i = 0; i < source.fields().size(); i++) {
            SqlType.Field from = source.fields().get(i);
            SqlType.Field to = target.fields().get(i);
            if (!isPlain(from.type(), to.type())
                    || !(from.name().isEmpty() || from.name().equals(to.name()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlainScalar(SqlType source, SqlType target) {
        boolean fromWhole = SqlTypes.isInteger(source);
        if (target instanceof SqlType.Varchar varchar) {
            return isNotLonger(source, varchar)
                    || (varchar.length().isEmpty()
                            && (fromWhole || source == SqlTypes.BOOLEAN || source == SqlTypes.DATE));
        }
        boolean fromNumber = fromWhole || source instanceof SqlType.Decimal;
        boolean toNumber = SqlTypes.isInteger(target) || target == SqlTypes.DOUBLE || target instanceof SqlType.Decimal;
        return (fromNumber && toNumber) || (source == SqlTypes.REAL && target == SqlTypes.DOUBLE);
    }

    private static boolean isNotLonger(SqlType source, SqlType.Varchar target) {
        return source instanceof SqlType.Varchar from
                && from.length().orElse(Integer.MAX_VALUE) <= target.length().orElse(Integer.MAX_VALUE);
    }
}
