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
 * one.
 */
final class SourceRows {
    /** The names of the key columns that are null. */
    static final String NULLS = RelationName.quote("~nulls");

    private final MappedElement element;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    SourceRows(MappedElement element) {
        this.element = element;
        for (MappedRows part : element.parts()) {
            for (Column column : part.relation().columns()) {
                if (!column.name().startsWith("~")) {
                    columns.merge(key(column), column, SourceRows::common);
                }
            }
        }
    }

    private static String key(Column column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    private static Column common(Column first, Column second) {
        return first.type().equals(second.type()) ? first : Column.of(first.name(), SqlTypes.VARCHAR);
    }

    /** The columns of the relations. */
    List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /** The column that holds the value of the property with a number. */
    static String value(int property) {
        return RelationName.quote("~value" + property);
    }

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
        for (Map.Entry<String, Column> column : columns.entrySet()) {
            sql.add(",\n  " + source(column.getValue(), part));
        }
        ElementSql.from(sql, part);
    }

    private static String source(Column column, MappedRows part) {
        String name = RelationName.quote(column.name());
        Optional<Column> found = part.relation().column(column.name());
        if (found.isEmpty()) {
            SqlType type = column.type() == SqlTypes.ANY || column.type() == SqlTypes.UNKNOWN
                    ? SqlTypes.VARCHAR
                    : column.type();
            return "CAST(NULL AS " + type + ") AS " + name;
        }
        String own = RelationName.quote(found.get().name());
        return found.get().type().equals(column.type())
                ? own + (own.equals(name) ? "" : " AS " + name)
                : "CAST(" + own + " AS " + column.type() + ") AS " + name;
    }
}
