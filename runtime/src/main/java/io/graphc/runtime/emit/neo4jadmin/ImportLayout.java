package io.graphc.runtime.emit.neo4jadmin;

import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationshipPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the files of one element type look: their header, and the field with the labels or the type that all rows share. Each
 * node type has an id space of its own, so that a relationship finds its ends among the nodes of their types alone (Neo4j
 * Operations Manual, "Neo4j admin import", header files).
 *
 * @param labelField the field, with the comma before it
 */
record ImportLayout(ElementPlan element, String header, String labelField) {
    /** Stands between the values of one field. No escape is known for it, so it is a character that texts hardly have. */
    static final char ARRAY_DELIMITER = '\u001f';

    static final String NODES = "nodes";
    static final String RELATIONSHIPS = "relationships";

    /**
     * The layout of an element type.
     *
     * @param spaces the id spaces by node label
     */
    static ImportLayout of(ElementPlan element, Map<String, String> spaces, String idProperty) {
        List<String> columns = new ArrayList<>();
        String labels;
        if (element instanceof NodePlan node) {
            columns.add(idProperty + ":ID(" + spaces.get(node.name()) + ")");
            columns.add(":LABEL");
            labels = String.join(Character.toString(ARRAY_DELIMITER), node.labels());
        } else {
            RelationshipPlan link = (RelationshipPlan) element;
            columns.add(idProperty + ":string");
            columns.add(":START_ID(" + spaces.get(link.startLabel()) + ")");
            columns.add(":END_ID(" + spaces.get(link.endLabel()) + ")");
            columns.add(":TYPE");
            labels = link.type();
        }
        for (PropertyPlan property : element.properties()) {
            columns.add(property.name() + ":" + type(property.type())
                    + (property.cardinality() == Cardinality.SINGLE ? "" : "[]"));
        }
        String header =
                String.join(",", columns.stream().map(ImportLayout::quoted).toList()) + "\n";
        return new ImportLayout(element, header, "," + quoted(labels));
    }

    /** The field of a node that has further labels. */
    String labelField(List<String> further) {
        String delimiter = Character.toString(ARRAY_DELIMITER);
        String own = String.join(delimiter, ((NodePlan) element).labels());
        return "," + quoted(own + delimiter + String.join(delimiter, further));
    }

    boolean hasFurtherLabels() {
        return element instanceof NodePlan node && !node.optionalLabels().isEmpty();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** Whole numbers are all {@code long} and numbers {@code double}, which is what Cypher knows. */
    private static String type(PropertyType type) {
        return switch (type) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case BYTE, SHORT, INTEGER, LONG -> "long";
            case FLOAT, DOUBLE -> "double";
            case DATE -> "date";
            case TIME -> "localtime";
            case LOCALDATETIME -> "localdatetime";
            case DATETIME -> "datetime";
        };
    }

    boolean isNode() {
        return element instanceof NodePlan;
    }

    String kind() {
        return isNode() ? "node" : "relationship";
    }

    String folder() {
        return isNode() ? NODES : RELATIONSHIPS;
    }
}
