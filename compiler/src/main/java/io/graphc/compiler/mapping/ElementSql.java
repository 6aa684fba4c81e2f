package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.SqlText;
import io.graphc.plan.Cardinality;
import io.graphc.plan.Column;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The SQL of an element type, in Trino's dialect: its rows, and the checks of them. */
final class ElementSql {
    private static final String ID = RelationName.quote(ElementQuery.ID);

    /** How many columns beside the key tell which row it was whose key is null. */
    private static final int TELLING_COLUMNS = 2;

    private ElementSql() {}

    static MappedText rows(MappedElement element) {
        SqlText sql = new SqlText(element.span());
        if (element.united()) {
            new UnitedRows(element).write(sql);
        } else {
            part(sql, element, element.first());
        }
        return sql.build();
    }

    /** The rows of one mapping under the columns of the element type. */
    static void part(SqlText sql, MappedElement element, MappedRows part) {
        sql.add("SELECT\n  " + part.idSql(element.prefix()) + " AS " + ID);
        part.ends().ifPresent(ends -> {
            sql.add(",\n  " + ends.fromSql() + " AS " + RelationName.quote(ElementQuery.FROM));
            sql.add(",\n  " + ends.toSql() + " AS " + RelationName.quote(ElementQuery.TO));
        });
        for (PropertyPlan property : element.properties()) {
            property(sql, property, part);
        }
        from(sql, part);
    }

    private static void property(SqlText sql, PropertyPlan plan, MappedRows part) {
        String name = RelationName.quote(plan.name());
        sql.add(",\n  ");
        if (!value(sql, plan, part).equals(name)) {
            sql.add(" AS " + name);
        }
    }

    /** Adds the value of a property in the rows of one mapping. */
    static String value(SqlText sql, PropertyPlan plan, MappedRows part) {
        Optional<MappedProperty> found = part.property(plan.name());
        if (found.isEmpty()) {
            String none = "CAST(NULL AS " + plan.sqlType() + ")";
            sql.add(none);
            return none;
        }
        MappedProperty property = found.get();
        String value = property.child().isPresent()
                ? ChildRows.valuesName(part.properties().indexOf(property))
                : property.sql();
        if (!property.plan().sqlType().equals(plan.sqlType())) {
            value = "CAST(" + value + " AS " + plan.sqlType() + ")";
        }
        if (plan.cardinality() == Cardinality.SET && property.child().isEmpty()) {
            // Equal sets are equal arrays then. Those of other rows are gathered so.
            value = "array_sort(array_distinct(" + value + "))";
        }
        sql.add(value, property.span());
        return value;
    }

    static void from(SqlText sql, MappedRows part) {
        sql.add("\nFROM " + part.relation().sql());
        for (int i = 0; i < part.properties().size(); i++) {
            MappedProperty property = part.properties().get(i);
            if (property.child().isPresent()) {
                String join = property.child()
                        .get()
                        .joinSql(i, property.sql(), property.plan().cardinality());
                sql.add(join, property.span());
            }
        }
        where(sql, part.where());
    }

    private static void where(SqlText sql, List<MappedText> conditions) {
        String word = "\nWHERE ";
        for (MappedText condition : conditions) {
            sql.add(word).addWritten(condition);
            word = " AND ";
        }
    }

    /** The rows of the relations in which a part of the key is null, told by their key and a few other columns. */
    static MappedText nullKeys(MappedElement element) {
        SqlText sql = new SqlText(element.span());
        String union = "";
        for (MappedRows part : element.parts()) {
            sql.add(union);
            nullKeys(sql, part);
            union = "\nUNION ALL\n";
        }
        return sql.add("\nORDER BY 1").build();
    }

    private static void nullKeys(SqlText sql, MappedRows part) {
        List<Column> key = part.idColumns();
        sql.add("SELECT " + rowText(part.relation(), key) + " AS \"key\"\nFROM "
                + part.relation().sql() + "\nWHERE ");
        part.where().forEach(where -> sql.addWritten(where).add(" AND "));
        List<String> nulls = new ArrayList<>();
        if (part.id().isPresent() && !part.idFollowsKey()) {
            nulls.add(part.id().get() + " IS NULL");
        } else {
            key.forEach(column -> nulls.add(RelationName.quote(column.name()) + " IS NULL"));
        }
        sql.add("(" + String.join(" OR ", nulls) + ")");
    }

    /** The rows that lead to several of the ends of which they should lead to one; empty where there is no choice. */
    static Optional<MappedText> severalEnds(MappedElement element) {
        List<MappedRows> parts = element.parts().stream()
                .filter(part -> !part.severalEnds().isEmpty())
                .toList();
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        SqlText sql = new SqlText(element.span());
        String union = "";
        for (MappedRows part : parts) {
            sql.add(union + "SELECT " + rowText(part.relation(), part.idColumns()) + " AS \"key\"\nFROM "
                    + part.relation().sql());
            where(sql, part.severalEnds());
            union = "\nUNION ALL\n";
        }
        return Optional.of(sql.add("\nORDER BY 1").build());
    }

    private static String rowText(BoundRelation relation, List<Column> key) {
        List<Column> told = new ArrayList<>(key);
        relation.columns().stream()
                .filter(column -> !told.contains(column) && ElementIds.isKeyType(column.type()))
                .limit(TELLING_COLUMNS)
                .forEach(told::add);
        return told.stream()
                .distinct()
                .map(column -> SqlText.literal(column.name() + "=") + " || COALESCE(" + ElementIds.textSql(column)
                        + ", 'null')")
                .collect(Collectors.joining(" || ', ' || "));
    }

    /** The ids that more than one staged row has. */
    static MappedText duplicateKeys(MappedElement element) {
        return new SqlText(element.span())
                .add("SELECT " + ID + " AS \"key\"\nFROM " + element.staged().sql() + "\nWHERE " + ID
                        + " IS NOT NULL\nGROUP BY " + ID + "\nHAVING count(*) > 1\nORDER BY 1")
                .build();
    }

    /** The staged relationships at one of whose ends no staged node is: that end's id, once for each relationship. */
    static MappedText missingEnds(MappedElement element, String endColumn, MappedNode node) {
        String end = "r." + RelationName.quote(endColumn);
        return new SqlText(element.span())
                .add("SELECT " + end + " AS \"key\"\nFROM " + element.staged().sql() + " r\nLEFT JOIN "
                        + node.element().staged().sql() + " n ON n." + ID + " = " + end + "\nWHERE " + end
                        + " IS NOT NULL AND n." + ID + " IS NULL\nORDER BY 1")
                .build();
    }
}
