package io.graphc.plan;

/**
 * A property of an element type.
 *
 * @param name its name in the graph, also the column of the staged element table that holds it
 * @param sqlType the type of that column
 */
public record PropertyPlan(String name, PropertyType type, Cardinality cardinality, SqlType sqlType) {}
