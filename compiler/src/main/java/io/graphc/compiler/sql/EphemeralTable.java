package io.graphc.compiler.sql;

import io.graphc.plan.Column;
import io.graphc.plan.fact.RelationFacts;
import java.util.List;

/**
 * An ephemeral model that a query names as a table; its text is built into the query as a common table expression.
 *
 * @param id the model's id
 * @param cteName the name that the query uses, {@code __dbt__cte__<model>}
 * @param compiledSql its text in Trino's dialect, complete with the ephemeral models that it needs itself
 * @param engineSql its text in the request's dialect, likewise complete
 * @param facts what is known of its rows
 */
public record EphemeralTable(
        String id, String cteName, String compiledSql, String engineSql, List<Column> columns, RelationFacts facts) {
    public EphemeralTable {
        columns = List.copyOf(columns);
    }

    public EphemeralTable withFacts(RelationFacts value) {
        return new EphemeralTable(id, cteName, compiledSql, engineSql, columns, value);
    }

    /** An ephemeral model of whose rows nothing is known. */
    public EphemeralTable(String id, String cteName, String compiledSql, String engineSql, List<Column> columns) {
        this(id, cteName, compiledSql, engineSql, columns, RelationFacts.NONE);
    }
}
