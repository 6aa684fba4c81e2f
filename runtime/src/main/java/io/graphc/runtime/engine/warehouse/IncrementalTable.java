package io.graphc.runtime.engine.warehouse;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.IncrementalPlan.SchemaChange;
import io.graphc.plan.IncrementalPlan.Strategy;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.StatementResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The table of an incremental model that is there: takes in the rows of a query. The new rows are put into a table of their
 * own; then one statement changes the table: a {@code MERGE} where the warehouse deletes rows, otherwise a table of what
 * stays and what is new, which takes the place of the old one. So a run that ends in between leaves the old rows, and running
 * it again is right.
 */
final class IncrementalTable {
    private static final String OLD = "old_rows";
    private static final String NEW = "new_rows";
    private static final String KEPT = "graphc_kept";

    private final Warehouse warehouse;
    private final ModelPlan model;
    private final IncrementalPlan plan;
    private final TableDescription there;
    private final RelationName table;
    private final RelationName rows;
    private final List<String> added = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();

    IncrementalTable(Warehouse warehouse, ModelPlan model, IncrementalPlan plan, TableDescription there) {
        this.warehouse = warehouse;
        this.model = model;
        this.plan = plan;
        this.there = there;
        this.table = model.relation();
        this.rows = table.withIdentifier(table.identifier() + "__graphc_rows");
    }

    /** Takes in the new rows; the number of them is that of the result. */
    StatementResult take() {
        compareColumns();
        boolean changes = !added.isEmpty() || !dropped.isEmpty();
        if (plan.strategy() == Strategy.APPEND && !changes) {
            return warehouse.execute(statement(
                    "INSERT INTO " + table.quoted() + " (" + names(model.columns()) + ")\n" + plan.engineSql()));
        }
        boolean deletes = warehouse.deletesRows(table);
        warehouse.drop(rows);
        StatementResult taken =
                warehouse.replaceWithTable(statement(plan.engineSql()), rows, model.columns(), intermediate(deletes));
        if (plan.strategy() == Strategy.MERGE) {
            checkKeys();
        }
        if (deletes) {
            changeRows();
        } else {
            warehouse.replaceWithTable(statement(rewritten()), table, rewrittenColumns(), model.table());
        }
        warehouse.drop(rows);
        return taken;
    }

    /** Of a type that holds all that the table does, which may be of another one than the model says now. */
    private TableSettings intermediate(boolean deletes) {
        TableSettings settings = model.table().undivided();
        return deletes ? settings.ofType("iceberg") : settings;
    }

    private Statement statement(String sql) {
        return new Statement(model.id(), "model `" + model.name() + "`", sql);
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(column -> RelationName.quote(column.name())).collect(Collectors.joining(", "));
    }

    /** Columns are added before rows come and dropped when they are there, so that no step loses what another needs. */
    private void changeRows() {
        for (String name : added) {
            Column column = wanted(name);
            warehouse.execute(statement(
                    "ALTER TABLE " + table.quoted() + " ADD COLUMN " + RelationName.quote(name) + " " + column.type()));
        }
        if (plan.strategy() == Strategy.APPEND) {
            String columns = names(model.columns());
            warehouse.execute(statement("INSERT INTO " + table.quoted() + " (" + columns + ")\nSELECT " + columns
                    + " FROM " + rows.quoted()));
        } else {
            warehouse.execute(statement(merge()));
        }
        if (plan.onSchemaChange() == SchemaChange.SYNC_ALL_COLUMNS) {
            for (String name : dropped) {
                warehouse.execute(
                        statement("ALTER TABLE " + table.quoted() + " DROP COLUMN " + RelationName.quote(name)));
            }
        }
    }

    private Column wanted(String name) {
        return model.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Each key once, to delete by, and all new rows, to insert, as one change of the table. */
    private String merge() {
        String keys = plan.columns().stream().map(RelationName::quote).collect(Collectors.joining(", "));
        String nulls = model.columns().stream()
                .map(column -> plan.columns().stream().anyMatch(column.name()::equalsIgnoreCase)
                        ? RelationName.quote(column.name())
                        : "NULL")
                .collect(Collectors.joining(", "));
        String columns = names(model.columns());
        String values = model.columns().stream()
                .map(column -> NEW + "." + RelationName.quote(column.name()))
                .collect(Collectors.joining(", "));
        return "MERGE INTO " + table.quoted() + " AS " + OLD + "\nUSING (SELECT " + columns + ", false AS " + KEPT
                + " FROM " + rows.quoted() + "\nUNION ALL SELECT " + nulls + ", true FROM (SELECT DISTINCT " + keys
                + " FROM " + rows.quoted() + ") AS " + "keys) AS " + NEW + "\nON " + NEW + "." + KEPT + " AND "
                + matching(operator()) + "\nWHEN MATCHED THEN DELETE\nWHEN NOT MATCHED AND NOT " + NEW + "." + KEPT
                + " THEN INSERT (" + columns + ") VALUES (" + values + ")";
    }

    /** The rows that stay, then the new ones, in the columns that the table is to have. */
    private String rewritten() {
        List<String> old = new ArrayList<>();
        List<String> fresh = new ArrayList<>();
        for (Column column : model.columns()) {
            String name = RelationName.quote(column.name());
            old.add(
                    added.contains(column.name())
                            ? "CAST(NULL AS " + column.type() + ") AS " + name
                            : OLD + "." + name + " AS " + name);
            fresh.add(name);
        }
        // A column that parts the table must stay the last one; those of the model are.
        for (Column column : kept()) {
            String name = RelationName.quote(column.name());
            old.add(0, OLD + "." + name + " AS " + name);
            fresh.add(0, "NULL");
        }
        String stay = plan.strategy() == Strategy.APPEND
                ? ""
                : "\nWHERE NOT EXISTS (SELECT 1 FROM " + rows.quoted() + " AS " + NEW + " WHERE " + matching(operator())
                        + ")";
        return "SELECT " + String.join(", ", old) + "\nFROM " + table.quoted() + " AS " + OLD + stay
                + "\nUNION ALL\nSELECT " + String.join(", ", fresh) + "\nFROM " + rows.quoted();
    }

    /** The columns that stay though the model no longer gives them, those that come last in the new table first. */
    private List<Column> kept() {
        return plan.onSchemaChange() == SchemaChange.SYNC_ALL_COLUMNS
                ? List.of()
                : dropped.stream().map(name -> there.column(name).orElseThrow()).toList();
    }

    private List<Column> rewrittenColumns() {
        List<Column> columns = new ArrayList<>(model.columns());
        kept().forEach(column -> columns.add(0, column));
        return columns;
    }

    /** Keys match as in SQL, so that null matches nothing, but parts of a table may be null. */
    private String operator() {
        return plan.strategy() == Strategy.INSERT_OVERWRITE ? " IS NOT DISTINCT FROM " : " = ";
    }

    private String matching(String operator) {
        return plan.columns().stream()
                .map(RelationName::quote)
                .map(column -> OLD + "." + column + operator + NEW + "." + column)
                .collect(Collectors.joining(" AND "));
    }

    /** A merge cannot tell which of two rows is to replace the one that is there. */
    private void checkKeys() {
        String key = plan.columns().stream().map(RelationName::quote).collect(Collectors.joining(", "));
        String keys = plan.columns().stream()
                .map(column -> NEW + "." + RelationName.quote(column))
                .collect(Collectors.joining(", "));
        String sql = "SELECT count(*) FROM (SELECT " + keys + " FROM " + rows.quoted() + " AS " + NEW
                + " WHERE EXISTS (SELECT 1 FROM " + table.quoted() + " AS " + OLD + " WHERE " + matching(" = ")
                + ") GROUP BY " + key + " HAVING count(*) > 1) AS doubled";
        long doubled;
        try (RowCursor found = warehouse.query(statement(sql))) {
            doubled = found.next() ? found.getLong(0) : 0;
        }
        if (doubled > 0) {
            warehouse.drop(rows);
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.DUPLICATE_KEY,
                            "model `" + model.name() + "` gives several new rows for "
                                    + (doubled == 1 ? "one key" : doubled + " keys") + " that its table has")
                    .note("the unique key is " + String.join(", ", plan.columns()))
                    .help("make the query give one row for each key, or choose `incremental_strategy: delete+insert`")
                    .build());
        }
    }

    private void compareColumns() {
        boolean fails = plan.onSchemaChange() == SchemaChange.FAIL;
        for (Column column : model.columns()) {
            if (there.column(column.name()).isEmpty()) {
                refuse(fails, "its table has no column `" + column.name() + "`");
                added.add(column.name());
                continue;
            }
            Column found = there.column(column.name()).get();
            refuse(
                    !TypeFit.holds(found.type(), column.type()),
                    "`" + column.name() + "` is " + found.type() + " in its table, not " + column.type());
        }
        for (Column column : there.columns()) {
            boolean kept =
                    model.columns().stream().anyMatch(wanted -> wanted.name().equalsIgnoreCase(column.name()));
            if (!kept) {
                refuse(fails, "its table has the column `" + column.name() + "`, which the model does not give");
                dropped.add(column.name());
            }
        }
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
