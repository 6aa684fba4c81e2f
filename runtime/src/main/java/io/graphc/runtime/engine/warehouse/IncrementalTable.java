package io.graphc.runtime.engine.warehouse;

import static io.graphc.runtime.engine.IncrementalSql.NEW;
import static io.graphc.runtime.engine.IncrementalSql.OLD;

import io.graphc.plan.Column;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.IncrementalPlan.SchemaChange;
import io.graphc.plan.IncrementalPlan.Strategy;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.BatchRows;
import io.graphc.runtime.engine.IncrementalSql;
import io.graphc.runtime.engine.IncrementalSql.ColumnChanges;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table of an incremental model that is there: takes in the rows of a query. The new rows are put into a table of their
 * own; then one statement changes the table: a {@code MERGE} where the warehouse deletes rows, otherwise a table of what
 * stays and what is new, which takes the place of the old one. So a run that ends in between leaves the old rows, and running
 * it again is right.
 */
final class IncrementalTable {
    private static final String KEPT = "graphc_kept";

    private final Warehouse warehouse;
    private final ModelPlan model;
    private final IncrementalPlan plan;
    private final IncrementalSql sql;
    private final ColumnChanges changes;
    private final RelationName table;
    private final RelationName rows;

    IncrementalTable(Warehouse warehouse, ModelPlan model, IncrementalPlan plan, TableDescription there) {
        this.warehouse = warehouse;
        this.model = model;
        this.plan = plan;
        this.sql = new IncrementalSql(model, plan);
        this.changes = sql.changes(there.columns(), TypeFit::holds);
        this.table = model.relation();
        this.rows = rowsOf(table);
    }

    /** Where the new rows of a table are put first. */
    static RelationName rowsOf(RelationName table) {
        return table.withIdentifier(table.identifier() + "__graphc_rows");
    }

    /** Takes in the new rows; gives the number of them, -1 where it is not known. */
    long take() {
        warehouse.settle(table);
        if (plan.strategy() == Strategy.APPEND && changes.isEmpty() && warehouse.takesInserts(table)) {
            return warehouse
                    .execute(statement("INSERT INTO " + table.quoted() + " (" + sql.columns() + ")\n"
                            + warehouse.added(plan.engineSql(), model.columns(), table)))
                    .rows();
        }
        boolean deletes = warehouse.deletesRows(table);
        warehouse.drop(rows);
        long taken = warehouse
                .replaceWithTable(statement(plan.engineSql()), rows, model.columns(), intermediate(deletes))
                .rows();
        // A batch without rows takes away those of its time.
        if (taken == 0 && changes.isEmpty() && plan.strategy() != Strategy.MICROBATCH) {
            warehouse.drop(rows);
            return taken;
        }
        checkWindow(warehouse, model, rows);
        if (plan.strategy() == Strategy.MERGE) {
            checkKeys();
        }
        if (deletes) {
            changeRows();
        } else if (changes.isEmpty() && takesRows() && isWindowEmpty()) {
            if (taken != 0) {
                insertRows();
            }
        } else {
            warehouse.replaceWithTable(statement(rewritten()), table, rewrittenColumns(), model.table());
        }
        warehouse.drop(rows);
        return taken;
    }

    private void checkKeys() {
        long doubled = count(warehouse, statement(sql.doubledKeys(table.quoted(), rows.quoted())));
        if (doubled > 0) {
            warehouse.drop(rows);
        }
        sql.checkKeys(doubled);
    }

    /** Of a type that holds all that the table does, which may be of another one than the model says now. */
    private TableSettings intermediate(boolean deletes) {
        TableSettings settings = model.table().undivided();
        return deletes ? settings.ofType("iceberg") : settings;
    }

    private Statement statement(String text) {
        return new Statement(model.id(), "model `" + model.name() + "`", text);
    }

    /** Columns are added before rows come and dropped when they are there, so that no step loses what another needs. */
    private void changeRows() {
        for (Column column : changes.added()) {
            warehouse.execute(statement("ALTER TABLE " + table.quoted() + " ADD COLUMN "
                    + RelationName.quote(column.name()) + " " + column.type()));
        }
        if (plan.strategy() == Strategy.APPEND) {
            insertRows();
        } else {
            warehouse.execute(statement(merge()));
        }
        if (plan.onSchemaChange() == SchemaChange.SYNC_ALL_COLUMNS) {
            for (Column column : changes.dropped()) {
                warehouse.execute(statement(
                        "ALTER TABLE " + table.quoted() + " DROP COLUMN " + RelationName.quote(column.name())));
            }
        }
    }

    private void insertRows() {
        String columns = sql.columns();
        warehouse.execute(statement(
                "INSERT INTO " + table.quoted() + " (" + columns + ")\nSELECT " + columns + " FROM " + rows.quoted()));
    }

    /** Rows of many partitions are not added by one statement. */
    private boolean takesRows() {
        return !model.table().batched() && warehouse.takesInserts(table);
    }

    /** So that filling a table batch by batch does not write all of it anew with each. */
    private boolean isWindowEmpty() {
        Optional<String> window = plan.inWindow("", model.columns());
        return window.isPresent()
                && count(warehouse, statement("SELECT count(*) FROM " + table.quoted() + " WHERE " + window.get()))
                        == 0;
    }

    private static long count(Warehouse warehouse, Statement statement) {
        try (RowCursor found = warehouse.query(statement)) {
            return found.next() ? found.getLong(0) : 0;
        }
    }

    /** Refuses rows that are not of the time of the batch that is made, if any is. */
    static void checkWindow(Warehouse warehouse, ModelPlan model, RelationName rows) {
        BatchRows.countOthers(model, rows.quoted()).ifPresent(others -> {
            long found = count(warehouse, new Statement(model.id(), "model `" + model.name() + "`", others));
            if (found > 0) {
                warehouse.drop(rows);
            }
            BatchRows.refuse(model, found);
        });
    }

    /** Each key once, to delete by, and all new rows, to insert, as one change of the table. */
    private String merge() {
        Optional<String> window = plan.inWindow(OLD, model.columns());
        String once = window.isPresent()
                ? ""
                : " FROM (SELECT DISTINCT " + sql.keys() + " FROM " + rows.quoted() + ") AS keys";
        String nulls = model.columns().stream()
                .map(column -> window.isEmpty() && plan.columns().stream().anyMatch(column.name()::equalsIgnoreCase)
                        ? RelationName.quote(column.name())
                        : "NULL")
                .collect(Collectors.joining(", "));
        String columns = sql.columns();
        String values = model.columns().stream()
                .map(column -> NEW + "." + RelationName.quote(column.name()))
                .collect(Collectors.joining(", "));
        return "MERGE INTO " + table.quoted() + " AS " + OLD + "\nUSING (SELECT " + columns + ", false AS " + KEPT
                + " FROM " + rows.quoted() + "\nUNION ALL SELECT " + nulls + ", true" + once + ") AS " + NEW + "\nON "
                + NEW + "." + KEPT + " AND "
                + window.orElseGet(sql::matching) + "\nWHEN MATCHED THEN DELETE\nWHEN NOT MATCHED AND NOT " + NEW + "."
                + KEPT
                + " THEN INSERT (" + columns + ") VALUES (" + values + ")";
    }

    /** The rows that stay, then the new ones, in the columns that the table is to have. */
    private String rewritten() {
        List<String> old = new ArrayList<>();
        List<String> fresh = new ArrayList<>();
        for (Column column : model.columns()) {
            String name = RelationName.quote(column.name());
            old.add(
                    changes.added().contains(column)
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
                : "\nWHERE NOT "
                        + plan.inWindow(OLD, model.columns())
                                .map(window -> "coalesce(" + window + ", false)")
                                .orElseGet(() -> sql.replaced(rows.quoted()));
        return "SELECT " + String.join(", ", old) + "\nFROM " + table.quoted() + " AS " + OLD + stay
                + "\nUNION ALL\nSELECT " + String.join(", ", fresh) + "\nFROM " + rows.quoted();
    }

    /** The columns that stay though the model no longer gives them, those that come last in the new table first. */
    private List<Column> kept() {
        return plan.onSchemaChange() == SchemaChange.SYNC_ALL_COLUMNS ? List.of() : changes.dropped();
    }

    private List<Column> rewrittenColumns() {
        List<Column> columns = new ArrayList<>(model.columns());
        kept().forEach(column -> columns.add(0, column));
        return columns;
    }
}
