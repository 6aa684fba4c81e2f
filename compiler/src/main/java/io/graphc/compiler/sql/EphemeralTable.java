package io.graphc.compiler.sql;

import io.graphc.plan.Column;
import io.graphc.plan.fact.RelationFacts;
import java.util.List;

/**
 * A query that is built into others as a common table expression: an ephemeral model that they name, or rows that stand in
 * for a relation that they name by its own name.
 *
 * @param id the model's id
 * @param cteName the name that the query uses, {@code __dbt__cte__<model>}
 * @param compiledSql its text in Trino's dialect, complete with the ephemeral models that it needs itself
 * @param engineSql its text in the request's dialect, likewise complete
 * @param facts what is known of its rows
 * @param standsIn whether it stands in for a relation; only the text for DuckDB then reads it
 */
public record EphemeralTable(
        String id,
        String cteName,
        String compiledSql,
        String engineSql,
        List<Column> columns,
        RelationFacts facts,
        boolean standsIn) {
    public EphemeralTable {
        columns = List.copyOf(columns);
    }

    public EphemeralTable withFacts(RelationFacts value) {
        return new EphemeralTable(id, cteName, compiledSql, engineSql, columns, value, standsIn);
    }

    /** An ephemeral model of whose rows nothing is known. */
    public EphemeralTable(String id, String cteName, String compiledSql, String engineSql, List<Column> columns) {
        this(id, cteName, compiledSql, engineSql, columns, RelationFacts.NONE, false);
    }
}
