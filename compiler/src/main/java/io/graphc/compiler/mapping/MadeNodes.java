package io.graphc.compiler.mapping;

import io.graphc.compiler.query.SqlText;
import io.graphc.plan.Column;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows of a node type with those that relationships of one type miss at one end. A made node has the id that the node
 * will have when its own row comes, and the properties that are columns of its key.
 */
final class MadeNodes {
    private static final String ID = RelationName.quote(ElementQuery.ID);

    private final MappedElement element;
    private final MappedElement node;
    private final boolean start;
    private final boolean byKey;

    MadeNodes(MappedRelationship relationship, boolean start) {
        this.element = relationship.element();
        this.start = start;
        this.node = (start ? relationship.start() : relationship.end()).element();
        this.byKey = element.parts().stream()
                .flatMap(part -> ends(part.ends().orElseThrow()).stream())
                .allMatch(this::holdsKey);
    }

    /** An end of which only the id is known tells no key, unless the id is the key. */
    private boolean holdsKey(ElementIds.End end) {
        return !end.whole() || node.parts().stream().allMatch(rows -> rows.id().isPresent() && rows.idFollowsKey());
    }

    MappedText sql() {
        String staged = node.staged().sql();
        String end = "r." + RelationName.quote(start ? ElementQuery.FROM : ElementQuery.TO);
        String columns = node.staged().columns().stream()
                .map(column -> RelationName.quote(column.name()))
                .collect(Collectors.joining(", "));
        SqlText sql = new SqlText(element.span())
                .add("SELECT " + columns + "\nFROM " + staged + "\nUNION ALL\nSELECT e." + ID);
        for (PropertyPlan property : node.properties()) {
            sql.add(",\n  " + value(property) + " AS " + RelationName.quote(property.name()));
        }
        sql.add("\nFROM (\n");
        String union = "";
        for (MappedRows part : element.parts()) {
            MappedRows.Ends ends = part.ends().orElseThrow();
            for (ElementIds.End one : ends(ends)) {
                sql.add(union + select(one));
                ElementSql.from(sql, part);
                union = "\nUNION ALL\n";
            }
        }
        return sql.add("\n) e\nWHERE e." + ID + " IN (SELECT " + end + " FROM "
                        + element.staged().sql()
                        + " r LEFT JOIN " + staged + " n ON n." + ID + " = " + end + " WHERE " + end
                        + " IS NOT NULL AND n." + ID + " IS NULL)\nGROUP BY e." + ID)
                .build();
    }

    /** The ends that may lead to the node: of an undirected relationship either. */
    private List<ElementIds.End> ends(MappedRows.Ends ends) {
        if (ends.undirected()) {
            return List.of(ends.start(), ends.end());
        }
        return List.of(start ? ends.start() : ends.end());
    }

    private String select(ElementIds.End end) {
        List<String> selected = new ArrayList<>();
        selected.add(end.idSql() + " AS " + ID);
        for (int i = 0; byKey && i < end.key().size(); i++) {
            selected.add(RelationName.quote(end.key().get(i).name()) + " AS " + key(i));
        }
        return "SELECT " + String.join(", ", selected);
    }

    private static String key(int index) {
        return RelationName.quote("~key" + index);
    }

    /** A property's value where it follows from the key, else null. */
    private String value(PropertyPlan property) {
        MappedRows rows = node.first();
        Optional<MappedProperty> mapped = rows.property(property.name());
        for (int i = 0; byKey && mapped.isPresent() && i < rows.key().size(); i++) {
            Column column = rows.key().get(i);
            String name = RelationName.quote(column.name());
            boolean same = PropertyTypes.convert(name, column.type(), property.type())
                    .filter(conversion -> conversion.sql().equals(mapped.get().sql()))
                    .isPresent();
            if (same) {
                String any = "arbitrary(e." + key(i) + ")";
                String key = column.type() == SqlTypes.ANY ? any : "CAST(" + any + " AS " + column.type() + ")";
                return "CAST("
                        + PropertyTypes.convert(key, column.type(), property.type())
                                .orElseThrow()
                                .sql()
                        + " AS " + property.sqlType() + ")";
            }
        }
        return "CAST(NULL AS " + property.sqlType() + ")";
    }
}
