package io.graphc.runtime.emit.neo4j;

import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;

/**
 * A constraint that graphc makes. Its name begins with {@link #PREFIX}, which those of others do not.
 *
 * @param node whether it is on nodes with a label, otherwise on relationships of a type
 * @param element the label or the type
 * @param rule what stands behind {@code REQUIRE e.property}
 */
record Constraint(String name, Kind kind, boolean node, String element, String property, String rule) {
    static final String PREFIX = "graphc ";

    /** What it asks of the values of its property. */
    enum Kind {
        /** No two elements have one. */
        UNIQUE,
        /** Every element has one and no two the same; Enterprise Edition alone. */
        KEY,
        /** They have a type; Enterprise Edition alone. */
        TYPE
    }

    static boolean isNode(ElementPlan element) {
        return element instanceof NodePlan;
    }

    static Constraint unique(ElementPlan element, String property) {
        return of(element, Kind.UNIQUE, idName(element, property), property, "IS UNIQUE");
    }

    static Constraint key(ElementPlan element, String property) {
        String rule = element instanceof NodePlan ? "IS NODE KEY" : "IS RELATIONSHIP KEY";
        return of(element, Kind.KEY, idName(element, property) + " key", property, rule);
    }

    private static String idName(ElementPlan element, String property) {
        return PREFIX + (element instanceof NodePlan ? "node " : "relationship ") + element.name() + " " + property;
    }

    /** Its name holds the type: for another type it is another constraint. */
    static Constraint type(ElementPlan element, PropertyPlan property) {
        String type = type(property);
        String name = PREFIX + "type of " + (element instanceof NodePlan ? "node " : "relationship ")
                + Cypher.quote(element.name()) + "." + Cypher.quote(property.name()) + " " + type;
        return of(element, Kind.TYPE, name, property.name(), "IS :: " + type);
    }

    private static Constraint of(ElementPlan element, Kind kind, String name, String property, String rule) {
        return new Constraint(name, kind, element instanceof NodePlan, element.name(), property, rule);
    }

    /** The type of stored values, as Cypher names it (Neo4j's Cypher manual, "Property type constraints"). */
    private static String type(PropertyPlan property) {
        String single = switch (property.type()) {
            case STRING -> "STRING";
            case BOOLEAN -> "BOOLEAN";
            case BYTE, SHORT, INTEGER, LONG -> "INTEGER";
            case FLOAT, DOUBLE -> "FLOAT";
            case DATE -> "DATE";
            case TIME -> "LOCAL TIME | ZONED TIME";
            case LOCALDATETIME -> "LOCAL DATETIME";
            case DATETIME -> "ZONED DATETIME";
        };
        if (property.cardinality() == Cardinality.SINGLE) {
            return single;
        }
        return property.type() == PropertyType.TIME
                ? "LIST<LOCAL TIME NOT NULL> | LIST<ZONED TIME NOT NULL>"
                : "LIST<" + single + " NOT NULL>";
    }

    String create() {
        String quoted = Cypher.quote(element);
        String pattern = node ? "(e:" + quoted + ")" : "()-[e:" + quoted + "]-()";
        return "CREATE CONSTRAINT " + Cypher.quote(name) + " IF NOT EXISTS FOR " + pattern + " REQUIRE e."
                + Cypher.quote(property) + " " + rule;
    }

    static String drop(String name) {
        return "DROP CONSTRAINT " + Cypher.quote(name) + " IF EXISTS";
    }
}
