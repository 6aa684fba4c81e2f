package io.graphc.compiler.sql.function;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import io.graphc.plan.SqlTypes;
import java.util.List;

/** Types made of types, seen as a name with parameters: {@code map(K, V)}, {@code row(...)}, {@code qdigest(T)}. */
final class Structures {
    private Structures() {}

    /** The name before the brackets; empty for a type that is not made of types. */
    static String name(SqlType type) {
        if (type instanceof SqlType.Array) {
            return "array";
        }
        if (type instanceof SqlType.Map) {
            return "map";
        }
        if (type instanceof SqlType.Row) {
            return "row";
        }
        if (type instanceof SqlType.Named named && named.name().indexOf('(') > 0) {
            return named.name().substring(0, named.name().indexOf('('));
        }
        return "";
    }

    static List<SqlType> parameters(SqlType type) {
        if (type instanceof SqlType.Array array) {
            return List.of(array.element());
        }
        if (type instanceof SqlType.Map map) {
            return List.of(map.key(), map.value());
        }
        if (type instanceof SqlType.Row row) {
            return row.fields().stream().map(SqlType.Field::type).toList();
        }
        if (type instanceof SqlType.Named named && named.name().indexOf('(') > 0) {
            int open = named.name().indexOf('(');
            String inside = named.name().substring(open + 1, named.name().length() - 1);
            return List.of(SqlTypeParser.parse(inside).orElse(SqlTypes.ANY));
        }
        return List.of();
    }

    /** The type with a name and parameters; fields of a row are unnamed. */
    static SqlType type(String name, List<SqlType> parameters) {
        return switch (name) {
            case "array" -> new SqlType.Array(parameters.get(0));
            case "map" -> new SqlType.Map(parameters.get(0), parameters.get(1));
            case "row" ->
                new SqlType.Row(parameters.stream()
                        .map(parameter -> new SqlType.Field("", parameter))
                        .toList());
            default -> new SqlType.Named(name + "(" + parameters.get(0) + ")");
        };
    }
}
