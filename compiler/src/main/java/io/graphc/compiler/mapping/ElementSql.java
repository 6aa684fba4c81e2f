package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.SqlText;
import io.graphc.plan.Column;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.RelationName;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The SQL of an element type, in Trino's dialect: its rows, and the checks of them. */
final class ElementSql {
    private static final String ID = RelationName.quote(ElementQuery.ID);

    /** How many columns beside the key tell which row it was whose key is null. */
    private static final int TELLING_COLUMNS = 2;

    private ElementSql() {}

    static MappedText rows(MappedNode node) {
        MappedElement element = node.element();
        SqlText sql = new SqlText(element.span());
        sql.add("SELECT\n  " + ElementIds.nodeIdSql(element.prefix(), element.key()) + " AS " + ID);
        properties(sql, element);
        return from(sql, element).build();
    }

    static MappedText rows(MappedRelationship relationship) {
        MappedElement element = relationship.element();
        ElementIds.End start = new ElementIds.End(relationship.start().element().prefix(), relationship.startKey());
        ElementIds.End end = new ElementIds.End(relationship.end().element().prefix(), relationship.endKey());
        SqlText sql = new SqlText(element.span());
        sql.add("SELECT\n  " + ElementIds.relationshipIdSql(element.prefix(), start, end, element.key()) + " AS " + ID);
        sql.add(",\n  " + start.idSql() + " AS " + RelationName.quote(ElementQuery.FROM));
        sql.add(",\n  " + end.idSql() + " AS " + RelationName.quote(ElementQuery.TO));
        properties(sql, element);
        return from(sql, element).build();
    }

    private static void properties(SqlText sql, MappedElement element) {
        for (MappedProperty property : element.properties()) {
            String name = RelationName.quote(property.plan().name());
            sql.add(",\n  ");
            sql.add(property.sql().equals(name) ? name : property.sql() + " AS " + name, property.span());
        }
    }

    private static SqlText from(SqlText sql, MappedElement element) {
        sql.add("\nFROM " + element.relation().sql());
        element.where().ifPresent(where -> sql.add("\nWHERE ").addWritten(where));
        return sql;
    }

    /** The rows of the relation in which a part of the key is null, told by their key and a few other columns. */
    static MappedText nullKeys(MappedElement element, List<Column> key) {
        SqlText sql = new SqlText(element.span());
        sql.add("SELECT " + rowText(element.relation(), key) + " AS \"key\"\nFROM "
                + element.relation().sql() + "\nWHERE ");
        element.where().ifPresent(where -> sql.addWritten(where).add(" AND "));
        sql.add(key.stream()
                .map(column -> RelationName.quote(column.name()) + " IS NULL")
                .collect(Collectors.joining(" OR ", "(", ")")));
        return sql.add("\nORDER BY 1").build();
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
