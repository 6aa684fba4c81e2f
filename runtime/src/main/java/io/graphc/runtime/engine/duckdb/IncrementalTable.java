package io.graphc.runtime.engine.duckdb;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.IncrementalPlan.SchemaChange;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table of an incremental model that is there: takes in the rows of a query. All of it happens in one transaction, so
 * that readers see the old rows or the new ones, and a run that fails leaves the old ones.
 */
final class IncrementalTable {
    private static final String OLD = "old_rows";
    private static final String NEW = "new_rows";

    private final DuckDbSession.Connected connected;
    private final ModelPlan model;
    private final IncrementalPlan plan;
    private final String table;
    private final String rows;

    IncrementalTable(DuckDbSession.Connected connected, ModelPlan model, IncrementalPlan plan) {
        this.connected = connected;
        this.model = model;
        this.plan = plan;
        this.table = model.relation().quoted();
        this.rows = RelationName.quote(model.relation().identifier() + "__graphc_rows");
    }

    /**
     * Takes in new rows.
     *
     * @param query the query for the new rows, with the columns of the model
     * @return how many there were
     */
    long take(String query) throws SQLException {
        List<String> statements = new ArrayList<>(schemaChanges());
        connected.execute("CREATE OR REPLACE TEMP TABLE " + rows + " AS " + query);
        try {
            long count = connected.queryLong("SELECT count(*) FROM " + rows);
            if (plan.strategy() == IncrementalPlan.Strategy.MERGE) {
                checkKeys();
            }
            delete().ifPresent(statements::add);
            String columns = names(model.columns());
            statements.add("INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM " + rows);
            connected.transaction(statements, new Constraints(connected, model));
            return count;
        } finally {
            connected.execute("DROP TABLE IF EXISTS " + rows);
        }
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(column -> RelationName.quote(column.name())).collect(Collectors.joining(", "));
    }

    /** Rows to take the place of; keys match as in SQL, so that null matches nothing, but parts of a table may be null. */
    private Optional<String> delete() {
        String operator = switch (plan.strategy()) {
            case APPEND -> "";
            case MERGE, DELETE_INSERT -> " = ";
            case INSERT_OVERWRITE -> " IS NOT DISTINCT FROM ";
        };
        return operator.isEmpty()
                ? Optional.empty()
                : Optional.of("DELETE FROM " + table + " AS " + OLD + " WHERE EXISTS (SELECT 1 FROM " + rows + " AS "
                        + NEW + " WHERE " + matching(operator) + ")");
    }

    private String matching(String operator) {
        return plan.columns().stream()
                .map(RelationName::quote)
                .map(column -> OLD + "." + column + operator + NEW + "." + column)
                .collect(Collectors.joining(" AND "));
    }

    /** A merge cannot tell which of two rows is to replace the one that is there. */
    private void checkKeys() throws SQLException {
        String key = plan.columns().stream().map(RelationName::quote).collect(Collectors.joining(", "));
        long doubled = connected.queryLong("SELECT count(*) FROM (SELECT " + key + " FROM " + rows + " AS " + NEW
                + " WHERE EXISTS (SELECT 1 FROM " + table + " AS " + OLD + " WHERE " + matching(" = ") + ") GROUP BY "
                + key + " HAVING count(*) > 1)");
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

    private List<String> schemaChanges() throws SQLException {
        List<DescribedColumn> there = connected.describe("FROM " + table);
        List<String> changes = new ArrayList<>();
        for (Column column : model.columns()) {
            Optional<DescribedColumn> found = ParquetFiles.find(there, column.name());
            if (found.isEmpty()) {
                refuse(plan.onSchemaChange() == SchemaChange.FAIL, "its table has no column `" + column.name() + "`");
                changes.add("ALTER TABLE " + table + " ADD COLUMN " + RelationName.quote(column.name()) + " "
                        + DuckDbTypes.nameOf(column.type()));
            } else if (ColumnFit.of(found.get().type(), column.type()) != ColumnFit.SAME) {
                refuse(
                        true,
                        "`" + column.name() + "` is " + found.get().type() + " in its table, not " + column.type());
            }
        }
        for (DescribedColumn column : there) {
            boolean kept =
                    model.columns().stream().anyMatch(wanted -> wanted.name().equalsIgnoreCase(column.name()));
            if (!kept) {
                refuse(
                        plan.onSchemaChange() == SchemaChange.FAIL,
                        "its table has the column `" + column.name() + "`, which the model does not give");
            }
            if (!kept && plan.onSchemaChange() == SchemaChange.SYNC_ALL_COLUMNS) {
                changes.add("ALTER TABLE " + table + " DROP COLUMN " + RelationName.quote(column.name()));
            }
        }
        return changes;
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
