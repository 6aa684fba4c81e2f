package io.graphc.runtime.engine.warehouse;

import io.graphc.plan.Column;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SnapshotPlan;
import io.graphc.plan.SqlType;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.SnapshotRefusals;
import io.graphc.runtime.engine.SnapshotSql;
import io.graphc.runtime.engine.StatementResult;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table of a snapshot on a warehouse. The rows of the query are put into a table of their own; then one {@code MERGE}
 * ends and adds rows. A run that ends before it has changed no row, and one that is repeated behind it finds no changes.
 */
final class SnapshotTable {
    private static final SnapshotSql.Dialect DIALECT =
            new SnapshotSql.Dialect(SqlType::toString, text -> "lower(to_hex(md5(to_utf8(" + text + "))))", " UTC");

    private final Warehouse warehouse;
    private final ModelPlan snapshot;
    private final SnapshotPlan plan;
    private final SnapshotSql sql;
    private final SnapshotRefusals refusals;
    private final RelationName table;
    private final RelationName rows;

    SnapshotTable(Warehouse warehouse, ModelPlan snapshot, Instant at) {
        this.warehouse = warehouse;
        this.snapshot = snapshot;
        this.plan = snapshot.build().snapshot().orElseThrow();
        this.sql = new SnapshotSql(snapshot, at, DIALECT);
        this.refusals = new SnapshotRefusals(snapshot);
        this.table = snapshot.relation();
        this.rows = table.withIdentifier(table.identifier() + "__graphc_rows");
    }

    /** Takes the snapshot; the number of rows is that of the query. */
    StatementResult take() {
        Optional<TableDescription> there = warehouse.describe(table);
        if (there.filter(found -> found.kind() == TableDescription.Kind.VIEW).isPresent()) {
            throw refusals.notATable(table.quoted() + " is a view");
        }
        boolean changes =
                there.isPresent() ? warehouse.deletesRows(table) : warehouse.deletesRows(table, snapshot.table());
        if (!changes) {
            throw refusals.notATable("rows of " + table.quoted() + " cannot be changed: it is no table of Iceberg");
        }
        warehouse.drop(rows);
        StatementResult taken =
                warehouse.replaceWithTable(statement(snapshot.engineSql()), rows, plan.columns(), intermediate());
        try {
            refusals.checkKeys(count(sql.doubledKeys(rows.quoted())), count(sql.rowsWithoutKey(rows.quoted())));
            if (there.isPresent()) {
                change(there.get());
            } else {
                warehouse.replaceWithTable(
                        statement(sql.first(rows.quoted())), table, snapshot.columns(), snapshot.table());
            }
        } finally {
            warehouse.drop(rows);
        }
        return taken;
    }

    /** Of a type that holds all that the table does; a hive table cuts timestamps. */
    private TableSettings intermediate() {
        return snapshot.table().undivided();
    }

    private Statement statement(String text) {
        return new Statement(snapshot.id(), "snapshot `" + snapshot.name() + "`", text);
    }

    private long count(String query) {
        try (RowCursor found = warehouse.query(statement(query))) {
            return found.next() ? found.getLong(0) : 0;
        }
    }

    private void change(TableDescription there) {
        for (Column column : snapshot.columns()) {
            addOrCompare(column, there);
        }
        List<String> known = there.columns().stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();
        String columns = sql.columns().stream().map(RelationName::quote).collect(Collectors.joining(", "));
        String values = sql.columns().stream()
                .map(column -> "new_rows." + RelationName.quote(column))
                .collect(Collectors.joining(", "));
        String validTo = RelationName.quote(plan.names().validTo());
        warehouse.execute(statement("MERGE INTO " + table.quoted() + " AS old_rows\nUSING (\n"
                + sql.changes(rows.quoted(), table.quoted(), known) + "\n) AS new_rows\nON " + sql.closes()
                + "\nWHEN MATCHED THEN UPDATE SET " + validTo + " = new_rows." + validTo
                + "\nWHEN NOT MATCHED AND new_rows." + SnapshotSql.CHANGE + " = '" + SnapshotSql.INSERT
                + "' THEN INSERT (" + columns + ") VALUES (" + values + ")"));
    }

    /** Columns are added as dbt does; those that the query has no more stay, null in new rows. */
    private void addOrCompare(Column column, TableDescription there) {
        Optional<Column> found = there.column(column.name());
        if (found.isEmpty()) {
            warehouse.execute(statement("ALTER TABLE " + table.quoted() + " ADD COLUMN "
                    + RelationName.quote(column.name()) + " " + column.type()));
        } else if (!TypeFit.holds(found.get().type(), column.type())) {
            throw refusals.differs(
                    "`" + column.name() + "` is " + found.get().type() + " in the table, not " + column.type());
        }
    }
}
