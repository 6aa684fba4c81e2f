package io.graphc.runtime.emit;

import io.graphc.plan.Cardinality;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.Lineage;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.ListRowCursor;
import io.graphc.runtime.engine.RowCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiled projects and rows for tests of graph writers, made without a compiler. */
public final class GraphFixture {
    /** One property of every type, and arrays of some. */
    public static final List<PropertyPlan> ALL_TYPES = List.of(
            property("text", PropertyType.STRING, SqlTypes.VARCHAR),
            property("flag", PropertyType.BOOLEAN, SqlTypes.BOOLEAN),
            property("tiny", PropertyType.BYTE, SqlTypes.TINYINT),
            property("small", PropertyType.SHORT, SqlTypes.SMALLINT),
            property("whole", PropertyType.INTEGER, SqlTypes.INTEGER),
            property("big", PropertyType.LONG, SqlTypes.BIGINT),
            property("real", PropertyType.FLOAT, SqlTypes.REAL),
            property("number", PropertyType.DOUBLE, SqlTypes.DOUBLE),
            property("price", PropertyType.DOUBLE, new SqlType.Decimal(10, 2)),
            property("day", PropertyType.DATE, SqlTypes.DATE),
            property("hour", PropertyType.TIME, new SqlType.Time(3, false)),
            property("seen", PropertyType.LOCALDATETIME, SqlTypes.timestamp(3)),
            property("at", PropertyType.DATETIME, new SqlType.Timestamp(3, true)),
            new PropertyPlan("words", PropertyType.STRING, Cardinality.SET, SqlTypes.array(SqlTypes.VARCHAR)),
            new PropertyPlan("ranks", PropertyType.LONG, Cardinality.LIST, SqlTypes.array(SqlTypes.BIGINT)),
            new PropertyPlan("days", PropertyType.DATE, Cardinality.SET, SqlTypes.array(SqlTypes.DATE)));

    private GraphFixture() {}

    public static PropertyPlan property(String name, PropertyType type, SqlType sqlType) {
        return new PropertyPlan(name, type, Cardinality.SINGLE, sqlType);
    }

    public static PropertyPlan text(String name) {
        return property(name, PropertyType.STRING, SqlTypes.VARCHAR);
    }

    public static NodePlan node(List<String> labels, PropertyPlan... properties) {
        String label = labels.get(0);
        return new NodePlan(
                "node.demo." + label,
                labels,
                "",
                ElementPlan.Scope.TENANT,
                label + "|",
                List.of("id"),
                List.of(properties),
                query(label),
                List.of(),
                List.of(),
                List.of());
    }

    public static RelationshipPlan relationship(String type, String start, String end, PropertyPlan... properties) {
        return new RelationshipPlan(
                "relationship.demo." + type,
                type,
                "",
                ElementPlan.Scope.TENANT,
                type + "|",
                start,
                end,
                List.of(properties),
                query(type),
                List.of(),
                List.of(),
                List.of());
    }

    private static ElementQuery query(String name) {
        return new ElementQuery("", "", Lineage.NONE, RelationName.of("staged", name));
    }

    public static CompiledProject project(GraphTarget target, Optional<String> tenant, ElementPlan... elements) {
        List<NodePlan> nodes = new ArrayList<>();
        List<RelationshipPlan> relationships = new ArrayList<>();
        for (ElementPlan element : elements) {
            if (element instanceof NodePlan node) {
                nodes.add(node);
            } else {
                relationships.add((RelationshipPlan) element);
            }
        }
        return new CompiledProject(
                "demo",
                tenant,
                Instant.EPOCH,
                new EngineTarget("dev", "duckdb", "main", 1, Map.of()),
                target,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new GraphPlan(nodes, relationships));
    }

    /** A cursor with the columns of an element query. */
    public static RowCursor rows(ElementPlan element, List<? extends List<? extends @Nullable Object>> rows) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of(ElementQuery.ID, SqlTypes.VARCHAR));
        if (element instanceof RelationshipPlan) {
            columns.add(Column.of(ElementQuery.FROM, SqlTypes.VARCHAR));
            columns.add(Column.of(ElementQuery.TO, SqlTypes.VARCHAR));
        }
        element.properties().forEach(property -> columns.add(Column.of(property.name(), property.sqlType())));
        return new ListRowCursor(columns, rows);
    }

    /** A cursor with the columns that deletes have. */
    public static RowCursor ids(ElementPlan element, List<? extends List<? extends @Nullable Object>> rows) {
        List<String> names = element instanceof RelationshipPlan
                ? List.of(ElementQuery.ID, ElementQuery.FROM, ElementQuery.TO)
                : List.of(ElementQuery.ID);
        return new ListRowCursor(
                names.stream().map(name -> Column.of(name, SqlTypes.VARCHAR)).toList(), rows);
    }
}
