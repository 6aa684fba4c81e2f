package io.graphc.plan;

/**
 * A property of an element type.
 *
 * @param name its name in the graph, also the column of the staged element table that holds it
 * @param sqlType the type of that column
 */
public record PropertyPlan(String name, PropertyType type, Cardinality cardinality, SqlType sqlType) {
    /** Not a property but the column of labels, which is staged and compared like one; see {@link ElementPlan#values()}. */
    public static final PropertyPlan LABELS =
            new PropertyPlan(ElementQuery.LABELS, PropertyType.STRING, Cardinality.SINGLE, SqlTypes.VARCHAR);

    /** Whether it is the column of labels. */
    public boolean isLabels() {
        return name.equals(ElementQuery.LABELS);
    }
}
