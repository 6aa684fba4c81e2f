package io.graphc.compiler.elementtest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An element type that is tested.
 *
 * @param staged the table that its rows are staged in
 */
record TestedElement(ElementPlan plan, BoundRelation staged) {
    static TestedElement of(ElementPlan plan) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of(ElementQuery.ID, SqlTypes.VARCHAR));
        if (plan instanceof RelationshipPlan) {
            columns.add(Column.of(ElementQuery.FROM, SqlTypes.VARCHAR));
            columns.add(Column.of(ElementQuery.TO, SqlTypes.VARCHAR));
        }
        for (PropertyPlan property : plan.properties()) {
            columns.add(Column.of(property.name(), property.sqlType()));
        }
        RelationName name = plan.query().staged();
        return new TestedElement(plan, BoundRelation.of(plan.id(), plan.name(), name, columns));
    }

    Optional<PropertyPlan> property(String name) {
        return plan.properties().stream()
                .filter(property -> property.name().equals(name))
                .findFirst();
    }

    List<String> propertyNames() {
        return plan.properties().stream().map(PropertyPlan::name).toList();
    }

    String sql() {
        return staged.sql();
    }

    Optional<RelationshipPlan> relationship() {
        return plan instanceof RelationshipPlan relationship ? Optional.of(relationship) : Optional.empty();
    }

    /** The part of its id behind the project's name, as text that can be part of a test's name. */
    String stem() {
        String[] parts = plan.id().split("\\.", 3);
        return parts[parts.length - 1].replaceAll("[^0-9a-zA-Z_]+", "_");
    }
}
