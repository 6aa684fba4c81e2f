package io.graphc.compiler.sql;

import io.graphc.plan.Column;
import io.graphc.plan.Lineage;
import io.graphc.plan.fact.RelationFacts;
import java.util.List;

/**
 * What is known of a query after it was analysed.
 *
 * @param valid false when errors were reported; the other parts are then as far as they could be found out
 * @param opaque true when it holds a construct that cannot be analysed, so that its columns must be declared
 * @param columns what it yields, in order; empty when opaque
 * @param compiledSql the author's text, ephemeral models built in and the clock fixed; the rest untouched
 * @param engineSql the statement in the request's dialect
 * @param tables labels of the relations it reads, in order of first use, each once
 * @param lineage what its columns and its rows depend on, columns by their lower-case names; nothing when it is not valid
 *     or opaque
 * @param facts what is known of its rows without running it; nothing for a query whose columns need no names
 */
public record TypedQuery(
        boolean valid,
        boolean opaque,
        List<OutputColumn> columns,
        String compiledSql,
        String engineSql,
        List<String> tables,
        Lineage lineage,
        RelationFacts facts) {
    public TypedQuery {
        columns = List.copyOf(columns);
        tables = List.copyOf(tables);
    }

    /** Names, types and nullability alone. */
    public List<Column> schema() {
        return columns.stream().map(OutputColumn::column).toList();
    }
}
