package io.graphc.compiler.mapping;

import io.graphc.compiler.query.SqlText;
import io.graphc.plan.Column;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows of an element type as its mappings' relations hold them, for queries that tell which rows were rejected: the ids
 * and property values that each yields, and all its columns. Where several mappings are one type, columns of one name are
 * one if there is a type that holds the values of all as they are; the others stand beside it with their type in the name.
 */
final class SourceRows {
    /** The names of the key columns that are null. */
    static final String NULLS = RelationName.quote("~nulls");

    private final MappedElement element;
    private final Map<String, Shown> shown = new LinkedHashMap<>();

    SourceRows(MappedElement element) {
        this.element = element;
        for (MappedRows part : element.parts()) {
            for (Column column : part.relation().columns()) {
                if (!column.name().startsWith("~")) {
                    show(part, column);
                }
            }
        }
    }

    /** A column of the result, and the columns of the mappings that are this one. */
    private record Shown(Column column, Map<MappedRows, Column> of) {}

    private void show(MappedRows part, Column column) {
        String key = column.name().toLowerCase(Locale.ROOT);
        Shown found = shown.get(key);
        Optional<SqlType> common = found == null
                ? Optional.of(column.type())
                : CommonTypes.shown(found.column().type(), column.type());
        String name = found == null ? column.name() : found.column().name();
        if (common.isEmpty()) {
            key = key + " " + column.type();
            name = column.name() + " (" + column.type() + ")";
            common = Optional.of(column.type());
            found = shown.get(key);
        }
        Map<MappedRows, Column> of = found == null ? new LinkedHashMap<>() : found.of();
        of.put(part, column);
        shown.put(key, new Shown(Column.of(name, common.get()), of));
    }

    /** The columns of the relations. */
    List<Column> columns() {
        return shown.values().stream().map(Shown::column).toList();
    }

    /** The column that holds the value of the property with a number. */
    static String value(int property) {
        return RelationName.quote("~value" + property);
    }

    /** Adds the rows as a table {@code s}. */
    void addTo(SqlText sql) {
        String between = "(\n";
        for (MappedRows part : element.parts()) {
            sql.add(between);
            part(sql, part);
            between = "\nUNION ALL\n";
        }
        sql.add("\n) s");
    }

    private void part(SqlText sql, MappedRows part) {
        sql.add("SELECT\n  " + part.idSql(element.prefix()) + " AS " + RelationName.quote(ElementQuery.ID));
        part.ends().ifPresent(ends -> {
            sql.add(",\n  " + ends.fromSql() + " AS " + RelationName.quote(ElementQuery.FROM));
            sql.add(",\n  " + ends.toSql() + " AS " + RelationName.quote(ElementQuery.TO));
        });
        List<String> nulls = part.idColumns().stream()
                .map(column -> "CASE WHEN " + RelationName.quote(column.name()) + " IS NULL THEN "
                        + SqlText.literal(column.name()) + " END")
                .collect(Collectors.toCollection(ArrayList::new));
        sql.add(",\n  concat_ws(', ', " + String.join(", ", nulls) + ") AS " + NULLS);
        List<PropertyPlan> properties = element.properties();
        for (int i = 0; i < properties.size(); i++) {
            sql.add(",\n  ");
            ElementSql.value(sql, properties.get(i), part);
            sql.add(" AS " + value(i));
        }
        for (Shown column : shown.values()) {
            sql.add(",\n  " + source(column, part));
        }
        ElementSql.from(sql, part);
    }

    private static String source(Shown shown, MappedRows part) {
        Column column = shown.column();
        String name = RelationName.quote(column.name());
        Column found = shown.of().get(part);
        if (found == null) {
            SqlType type = column.type() == SqlTypes.ANY || column.type() == SqlTypes.UNKNOWN
                    ? SqlTypes.VARCHAR
                    : column.type();
            return "CAST(NULL AS " + type + ") AS " + name;
        }
        String own = RelationName.quote(found.name());
        return found.type().equals(column.type())
                ? own + (own.equals(name) ? "" : " AS " + name)
                : "CAST(" + own + " AS " + column.type() + ") AS " + name;
    }
}
