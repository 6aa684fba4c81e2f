package io.graphc.compiler.query;

import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.fact.RelationFacts;
import java.util.List;
import java.util.Optional;

/**
 * A relation that queries can read, its columns known.
 *
 * @param id the id of the model, source or seed; empty for a table of staged elements
 * @param label its name as users write it
 * @param name its name on the engine; for an ephemeral model the name it would have
 * @param ephemeral the text to build into a query, where it is an ephemeral model
 * @param facts what is known of its rows
 * @param standIn what queries read in its place; they may call it by either name
 */
public record BoundRelation(
        String id,
        String label,
        RelationName name,
        Optional<EphemeralTable> ephemeral,
        List<Column> columns,
        RelationFacts facts,
        Optional<RelationName> standIn) {
    public BoundRelation {
        columns = List.copyOf(columns);
    }

    /** A relation that is read itself. */
    public BoundRelation(
            String id,
            String label,
            RelationName name,
            Optional<EphemeralTable> ephemeral,
            List<Column> columns,
            RelationFacts facts) {
        this(id, label, name, ephemeral, columns, facts, Optional.empty());
    }

    /** A relation of the engine. */
    public static BoundRelation of(String id, String label, RelationName name, List<Column> columns) {
        return new BoundRelation(id, label, name, Optional.empty(), columns, RelationFacts.NONE);
    }

    /** With what is known of its rows. */
    public BoundRelation withFacts(RelationFacts value) {
        return new BoundRelation(
                id, label, name, ephemeral.map(table -> table.withFacts(value)), columns, value, standIn);
    }

    /** With what is read in its place. */
    public BoundRelation withStandIn(Optional<RelationName> value) {
        return new BoundRelation(id, label, name, ephemeral, columns, facts, value);
    }

    /** All names that a query may call it by. */
    public List<RelationName> names() {
        return standIn.map(other -> List.of(name, other)).orElseGet(() -> List.of(name));
    }

    /** How a query names it. */
    public String sql() {
        return ephemeral
                .map(EphemeralTable::cteName)
                .orElseGet(() -> standIn.orElse(name).quoted());
    }

    /** A column by name, in any letter case, as SQL finds it. */
    public Optional<Column> column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(wanted))
                .findFirst();
    }

    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }
}
