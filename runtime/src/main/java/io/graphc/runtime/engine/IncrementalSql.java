package io.graphc.runtime.engine;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.IncrementalPlan.SchemaChange;
import io.graphc.plan.IncrementalPlan.Strategy;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * What all engines ask and say when the table of an incremental model takes in rows, in the SQL that DuckDB and Trino share.
 * Immutable.
 *
 * @param plan what happens to the rows that are there
 */
public record IncrementalSql(ModelPlan model, IncrementalPlan plan) {
    /** What statements call the table. */
    public static final String OLD = "old_rows";

    /** What statements call the new rows. */
    public static final String NEW = "new_rows";

    /**
     * How the columns of a table are to change.
     *
     * @param added columns of the model that the table lacks
     * @param dropped columns of the table that the model does not give
     */
    public record ColumnChanges(List<Column> added, List<Column> dropped) {
        public ColumnChanges {
            added = List.copyOf(added);
            dropped = List.copyOf(dropped);
        }

        /** Whether the table has just the columns of the model. */
        public boolean isEmpty() {
            return added.isEmpty() && dropped.isEmpty();
        }
    }

    /** The columns of the model. */
    public String columns() {
        return model.columns().stream()
                .map(column -> RelationName.quote(column.name()))
                .collect(Collectors.joining(", "));
    }

    /** The columns that tell which rows are replaced. */
    public String keys() {
        return plan.columns().stream().map(RelationName::quote).collect(Collectors.joining(", "));
    }

    /** Matches rows to be replaced; keys match as in SQL, so that null matches nothing, but parts of a table may be null. */
    public String matching() {
        String operator = plan.strategy() == Strategy.INSERT_OVERWRITE ? " IS NOT DISTINCT FROM " : " = ";
        return plan.columns().stream()
                .map(RelationName::quote)
                .map(column -> OLD + "." + column + operator + NEW + "." + column)
                .collect(Collectors.joining(" AND "));
    }

    /** The condition on the rows of the table whose place the new ones take, which may be null for those that stay. */
    public String replaced(String rows) {
        return plan.inWindow(OLD, model.columns())
                .orElseGet(() -> "EXISTS (SELECT 1 FROM " + rows + " AS " + NEW + " WHERE " + matching() + ")");
    }

    /** How many keys of the table the new rows have more than once. */
    public String doubledKeys(String table, String rows) {
        String keys = plan.columns().stream()
                .map(column -> NEW + "." + RelationName.quote(column))
                .collect(Collectors.joining(", "));
        return "SELECT count(*) FROM (SELECT " + keys + " FROM " + rows + " AS " + NEW
                + " WHERE EXISTS (SELECT 1 FROM " + table + " AS " + OLD + " WHERE " + matching() + ") GROUP BY "
                + keys() + " HAVING count(*) > 1) AS doubled";
    }

    /** Throws where keys are doubled: a merge cannot tell which of two rows is to replace the one that is there. */
    public void checkKeys(long doubled) {
        if (doubled > 0) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.DUPLICATE_KEY,
                            "model `" + model.name() + "` gives several new rows for "
                                    + (doubled == 1 ? "one key" : doubled + " keys") + " that its table has")
                    .note("the unique key is " + String.join(", ", plan.columns()))
                    .help("make the query give one row for each key, or choose `incremental_strategy: delete+insert`")
                    .build());
        }
    }

    /**
     * Compares the columns of the table with those of the model; throws where they may not differ so.
     *
     * @param fits whether a column of the first type takes in values of the second
     */
    public ColumnChanges changes(List<Column> there, BiPredicate<SqlType, SqlType> fits) {
        boolean fails = plan.onSchemaChange() == SchemaChange.FAIL;
        List<Column> added = new ArrayList<>();
        List<Column> dropped = new ArrayList<>();
        for (Column column : model.columns()) {
            Optional<Column> found = find(there, column.name());
            if (found.isEmpty()) {
                refuse(fails, "its table has no column `" + column.name() + "`");
                added.add(column);
            } else {
                refuse(
                        !fits.test(found.get().type(), column.type()),
                        "`" + column.name() + "` is " + found.get().type() + " in its table, not " + column.type());
            }
        }
        for (Column column : there) {
            if (find(model.columns(), column.name()).isEmpty()) {
                refuse(fails, "its table has the column `" + column.name() + "`, which the model does not give");
                dropped.add(column);
            }
        }
        return new ColumnChanges(added, dropped);
    }

    private static Optional<Column> find(List<Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private void refuse(boolean refused, String how) {
        if (refused) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.RESULT_DIFFERS,
                            "the table of incremental model `" + model.name() + "` has other columns than the model")
                    .note(how)
                    .help("build it anew with `--full-refresh`, or set `on_schema_change` to `append_new_columns` or"
                            + " `sync_all_columns`")
                    .build());
        }
    }
}
