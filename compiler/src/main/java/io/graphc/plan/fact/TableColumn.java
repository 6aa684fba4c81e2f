package io.graphc.plan.fact;

/** A column of a relation of the project; the relation by its label: the model's name, {@code source.table}. */
public record TableColumn(String table, String column) {}
