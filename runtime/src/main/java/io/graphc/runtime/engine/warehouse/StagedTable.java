package io.graphc.runtime.engine.warehouse;

import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table that graphc made for itself, with columns whose names and types a table of Hive may not be able to hold. */
public record StagedTable(RelationName relation, List<StagedColumn> columns) {
    public StagedTable {
        columns = List.copyOf(columns);
    }

    /** The rows of an element type, in the order of the columns of its query. */
    static StagedTable of(ElementPlan element) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of(ElementQuery.ID, SqlTypes.VARCHAR));
        if (element instanceof RelationshipPlan) {
            columns.add(Column.of(ElementQuery.FROM, SqlTypes.VARCHAR));
            columns.add(Column.of(ElementQuery.TO, SqlTypes.VARCHAR));
        }
        for (PropertyPlan value : element.values()) {
            columns.add(Column.of(value.name(), value.sqlType()));
        }
        return of(element.query().staged(), columns);
    }

    /** The rows of an element type that a graph target refused. */
    static StagedTable refused(ElementPlan element) {
        return of(
                element.query().refused(),
                List.of(
                        Column.of(ElementQuery.ID, SqlTypes.VARCHAR),
                        Column.of(ElementQuery.DETAIL, SqlTypes.VARCHAR)));
    }

    static StagedTable of(RelationName relation, List<Column> columns) {
        List<StagedColumn> staged = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            staged.add(StagedColumn.of(i, columns.get(i)));
        }
        return new StagedTable(relation, staged);
    }

    /** The query that gives what is stored, from one that gives columns of the right names. */
    String encode(String query) {
        return columns.stream().map(StagedColumn::encoded).collect(Collectors.joining(", ", "SELECT ", ""))
                + "\nFROM (\n" + query + "\n) AS staged_rows";
    }

    /** The query that gives the columns as they are read. */
    String decoded() {
        return columns.stream().map(StagedColumn::decoded).collect(Collectors.joining(", ", "SELECT ", "")) + " FROM "
                + relation.quoted();
    }

    /** The order in which rows of an element type are written. */
    static String order(ElementPlan element) {
        String id = RelationName.quote(ElementQuery.ID);
        return element instanceof NodePlan
                ? id
                : RelationName.quote(ElementQuery.TO) + ", " + RelationName.quote(ElementQuery.FROM) + ", " + id;
    }
}
