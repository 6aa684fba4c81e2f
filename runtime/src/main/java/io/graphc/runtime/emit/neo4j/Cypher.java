package io.graphc.runtime.emit.neo4j;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationshipPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neo4j.driver.Value;

/**
 * The statements for one element type. Rows are lists, which cost the driver and the server a fifth less than maps; labels
 * and types stand in the text, because a MERGE with a dynamic label uses no index. An element that is there as it should be
 * is not written: its properties are compared first, so the server's log and counters stay still.
 *
 * @param idName the name of the property that holds the id
 * @param lostLabels labels that nodes of the type may have of earlier loads and should not have
 */
record Cypher(ElementPlan element, String idName, List<String> lostLabels) {
    Cypher {
        lostLabels = List.copyOf(lostLabels);
    }

    static Cypher of(ElementPlan element, Neo4jSettings settings) {
        return new Cypher(element, settings.idProperty(), List.of());
    }

    /**
     * A name in backticks, backticks inside doubled. Neo4j 5 reads {@code \\uXXXX} as a character before it looks for
     * backticks (Cypher manual, "Escape Unicode characters"), so such a backslash is given by its own number.
     */
    static String quote(String name) {
        return "`" + name.replace("\\u", "\\u005Cu").replace("`", "``") + "`";
    }

    private String idProperty() {
        return quote(idName);
    }

    /**
     * Creates elements of which none is there; the uniqueness constraint refuses one that is. Parameter and result are those
     * of {@link #merge}.
     */
    String create() {
        return create(List.of());
    }

    /** Creates nodes that have further labels, the same for all of them. */
    String create(List<String> further) {
        List<String> lines = new ArrayList<>(ends());
        List<String> properties = new ArrayList<>(List.of(idProperty() + ": r[0]"));
        for (int i = 0; i < element.properties().size(); i++) {
            properties.add(quote(element.properties().get(i).name()) + ": r[" + (firstProperty() + i) + "]");
        }
        String map = " {" + String.join(", ", properties) + "}";
        if (element instanceof RelationshipPlan link) {
            lines.add("CREATE (a)-[e:" + quote(link.type()) + map + "]->(b)");
        } else {
            List<String> labels = new ArrayList<>(List.of(quote(element.name())));
            labels.addAll(otherLabels(further));
            lines.add("CREATE (e:" + String.join(":", labels) + map + ")");
        }
        lines.add("RETURN count(*) AS found, 0 AS changed");
        return String.join("\n", lines);
    }

    /** The rows, and for relationships the nodes at their ends. */
    private List<String> ends() {
        if (element instanceof RelationshipPlan link) {
            return List.of(
                    "UNWIND $rows AS r",
                    "MATCH (a:" + quote(link.startLabel()) + " {" + idProperty() + ": r[1]})",
                    "MATCH (b:" + quote(link.endLabel()) + " {" + idProperty() + ": r[2]})");
        }
        return List.of("UNWIND $rows AS r");
    }

    /** The place of the first property in a row. */
    private int firstProperty() {
        return element instanceof NodePlan ? 1 : 3;
    }

    /**
     * Creates and updates. Its parameter {@code rows} is a list of rows with the columns of the element query; it returns
     * the number of rows that it found or made an element for and the number of those that it changed.
     */
    String merge() {
        return merge(List.of());
    }

    /** Creates and updates nodes that have further labels, the same for all of them, and takes from them those they lack. */
    String merge(List<String> further) {
        List<String> lines = new ArrayList<>(ends());
        if (element instanceof RelationshipPlan link) {
            lines.add("MERGE (a)-[e:" + quote(link.type()) + " {" + idProperty() + ": r[0]}]->(b)");
        } else {
            lines.add("MERGE (e:" + quote(element.name()) + " {" + idProperty() + ": r[0]})");
        }
        List<String> sets = sets(further);
        List<String> lacked = lackedLabels(further);
        if (sets.isEmpty() && lacked.isEmpty()) {
            lines.add("RETURN count(*) AS found, 0 AS changed");
            return String.join("\n", lines);
        }
        List<String> changes = new ArrayList<>();
        if (!sets.isEmpty()) {
            changes.add("SET " + String.join(", ", sets));
            lines.add("ON CREATE " + changes.get(0));
        }
        if (!lacked.isEmpty()) {
            changes.add("REMOVE " + lacked.stream().map(label -> "e:" + label).collect(Collectors.joining(", ")));
        }
        lines.add("WITH e, r, " + String.join(" OR ", differences(further)) + " AS differs");
        lines.add("FOREACH (once IN CASE WHEN differs THEN [1] ELSE [] END | " + String.join(" ", changes) + ")");
        lines.add("RETURN count(*) AS found, count(CASE WHEN differs THEN 1 END) AS changed");
        return String.join("\n", lines);
    }

    private List<String> sets(List<String> further) {
        int first = firstProperty();
        List<String> sets = new ArrayList<>();
        for (int i = 0; i < element.properties().size(); i++) {
            sets.add("e." + quote(element.properties().get(i).name()) + " = r[" + (first + i) + "]");
        }
        otherLabels(further).forEach(label -> sets.add("e:" + label));
        return sets;
    }

    private List<String> differences(List<String> further) {
        int first = firstProperty();
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < element.properties().size(); i++) {
            differences.add(difference(element.properties().get(i), "r[" + (first + i) + "]"));
        }
        otherLabels(further).forEach(label -> differences.add("NOT e:" + label));
        lackedLabels(further).forEach(label -> differences.add("e:" + label));
        return differences;
    }

    /** True where stored and incoming value differ, null or false where not. A NaN equals nothing, itself included. */
    private static String difference(PropertyPlan property, String incoming) {
        String stored = "e." + quote(property.name());
        String values = stored + " <> " + incoming;
        if (property.type() == PropertyType.DOUBLE || property.type() == PropertyType.FLOAT) {
            values = "(" + values + " AND (" + stored + " = " + stored + " OR " + incoming + " = " + incoming + "))";
        }
        return values + " OR (" + stored + " IS NULL) <> (" + incoming + " IS NULL)";
    }

    private List<String> otherLabels(List<String> further) {
        return element instanceof NodePlan node
                ? Stream.concat(node.labels().stream().skip(1), further.stream())
                        .distinct()
                        .map(Cypher::quote)
                        .toList()
                : List.of();
    }

    /** The labels that nodes of this type may have, and that those with these further labels should not have. */
    private List<String> lackedLabels(List<String> further) {
        return element instanceof NodePlan node
                ? Stream.concat(node.optionalLabels().stream(), lostLabels.stream())
                        .filter(label -> !further.contains(label))
                        .distinct()
                        .map(Cypher::quote)
                        .toList()
                : List.of();
    }

    /** Whether its nodes differ in their labels. */
    boolean hasFurtherLabels() {
        return element instanceof NodePlan node && !node.optionalLabels().isEmpty();
    }

    /** The labels that a row's node has besides those that all nodes of the type have. */
    List<String> furtherLabels(Value row) {
        Value labels = row.get(firstProperty() + element.properties().size());
        return labels.isNull() ? List.of() : ElementQuery.labels(labels.asString());
    }

    /** Gives the first rows of a batch whose start or end node is not there. */
    String missingEndpoints() {
        RelationshipPlan link = (RelationshipPlan) element;
        return "UNWIND $rows AS r OPTIONAL MATCH (a:" + quote(link.startLabel()) + " {" + idProperty() + ": r[1]})"
                + " OPTIONAL MATCH (b:" + quote(link.endLabel()) + " {" + idProperty() + ": r[2]})"
                + " WITH r, a, b WHERE a IS NULL OR b IS NULL"
                + " RETURN r[0] AS id, CASE WHEN a IS NULL THEN r[1] ELSE r[2] END AS missing LIMIT 10";
    }

    /**
     * Deletes. Its parameter {@code rows} is a list of rows that start with an id; it returns how many of them it found and
     * the ids of the nodes that stay, because relationships hang on them.
     */
    String delete() {
        if (element instanceof RelationshipPlan link) {
            return "UNWIND $rows AS r OPTIONAL MATCH ()-[e:" + quote(link.type()) + " {" + idProperty() + ": r[0]}]->()"
                    + "\nDELETE e\nRETURN count(e) AS found, [] AS kept";
        }
        return "UNWIND $rows AS r OPTIONAL MATCH (e:" + quote(element.name()) + " {" + idProperty() + ": r[0]})"
                + "\nWITH r, e, e IS NOT NULL AND EXISTS { (e)--() } AS held"
                + "\nFOREACH (n IN CASE WHEN e IS NULL OR held THEN [] ELSE [e] END | DELETE n)"
                + "\nRETURN count(e) AS found, collect(CASE WHEN held THEN r[0] END) AS kept";
    }

    /** Gives elements by the ids in the parameter {@code ids}: id, labels or type, the ids of both ends, properties. */
    String read() {
        if (element instanceof RelationshipPlan link) {
            return "UNWIND $ids AS id MATCH (a)-[e:" + quote(link.type()) + " {" + idProperty() + ": id}]->(b)"
                    + " RETURN id, [type(e)] AS labels, a." + idProperty() + " AS start, b." + idProperty()
                    + " AS end, properties(e) AS properties";
        }
        return "UNWIND $ids AS id MATCH (e:" + quote(element.name()) + " {" + idProperty() + ": id})"
                + " RETURN id, labels(e) AS labels, properties(e) AS properties";
    }

    /** Counts the elements whose id starts with the parameter {@code prefix}. */
    String count() {
        String pattern = element instanceof RelationshipPlan link
                ? "(:" + quote(link.startLabel()) + ")-[e:" + quote(link.type()) + "]->(:" + quote(link.endLabel())
                        + ")"
                : "(e:" + quote(element.name()) + ")";
        return "MATCH " + pattern + " WHERE e." + idProperty() + " STARTS WITH $prefix RETURN count(e) AS count";
    }
}
