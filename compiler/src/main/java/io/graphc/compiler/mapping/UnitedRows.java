package io.graphc.compiler.mapping;

import io.graphc.compiler.query.SqlText;
import io.graphc.plan.Cardinality;
import io.graphc.plan.Column;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The query of an element type whose rows with one id are one element: each property has the value that some of them give
 * it. Where two give it different values the rows stay apart, so that the check of duplicate keys finds them.
 */
final class UnitedRows {
    private static final String ROWS = RelationName.quote("~rows");
    private static final String GROUPS = RelationName.quote("~groups");
    private static final String CONFLICT = RelationName.quote("~conflict");
    private static final String ID = RelationName.quote(ElementQuery.ID);

    private final MappedElement element;
    private final List<String> ids;
    private final List<String> columns;

    UnitedRows(MappedElement element) {
        this.element = element;
        this.columns = element.staged().columns().stream()
                .map(Column::name)
                .map(RelationName::quote)
                .toList();
        this.ids = columns.subList(0, columns.size() - element.properties().size());
    }

    void write(SqlText sql) {
        sql.add("WITH " + ROWS + " AS (\n");
        String union = "";
        for (MappedRows part : element.parts()) {
            sql.add(union);
            ElementSql.part(sql, element, part);
            union = "\nUNION ALL\n";
        }
        sql.add("\n), " + GROUPS + " AS (\n" + groups() + "\n)\n");
        sql.add("SELECT " + String.join(", ", columns) + "\nFROM " + GROUPS + "\nWHERE NOT " + CONFLICT);
        sql.add("\nUNION ALL\nSELECT "
                + columns.stream().map(column -> "r." + column).collect(Collectors.joining(", ")) + "\nFROM " + ROWS
                + " r\nLEFT JOIN " + GROUPS + " g ON g." + ID + " = r." + ID + "\nWHERE g." + ID + " IS NULL OR g."
                + CONFLICT);
    }

    private String groups() {
        List<String> selected = new ArrayList<>(ids);
        List<String> conflicts = new ArrayList<>();
        for (PropertyPlan property : element.properties()) {
            String name = RelationName.quote(property.name());
            selected.add(value(property, name) + " AS " + name);
            conflicts.add(conflict(property, name));
        }
        String conflict = conflicts.isEmpty() ? "false" : "COALESCE(" + String.join(" OR ", conflicts) + ", false)";
        selected.add(conflict + " AS " + CONFLICT);
        return "SELECT " + String.join(", ", selected) + "\nFROM " + ROWS + "\nWHERE " + ID + " IS NOT NULL\nGROUP BY "
                + String.join(", ", ids);
    }

    private static String value(PropertyPlan property, String name) {
        if (isDistinct(property)) {
            return "arbitrary(" + name + ")";
        }
        return property.type() == PropertyType.BOOLEAN ? "bool_or(" + name + ")" : "min(" + name + ")";
    }

    /** Arrays may hold nulls, which have no order; of numbers NaN is no other one to be distinct, but unequal to itself. */
    private static boolean isDistinct(PropertyPlan property) {
        return property.cardinality() != Cardinality.SINGLE
                || property.type() == PropertyType.FLOAT
                || property.type() == PropertyType.DOUBLE;
    }

    /** True, or null, where not all rows that have a value have the same. */
    private static String conflict(PropertyPlan property, String name) {
        if (isDistinct(property)) {
            return "count(DISTINCT " + name + ") > 1";
        }
        return property.type() == PropertyType.BOOLEAN
                ? "bool_or(" + name + ") <> bool_and(" + name + ")"
                : "min(" + name + ") <> max(" + name + ")";
    }
}
