package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.Column;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SnapshotPlan;
import io.graphc.plan.SqlType;
import io.graphc.runtime.engine.SnapshotRefusals;
import io.graphc.runtime.engine.SnapshotSql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table of a snapshot. All that a run changes in it is changed in one transaction. */
final class SnapshotTable {
    private static final SnapshotSql.Dialect DIALECT =
            new SnapshotSql.Dialect(DuckDbTypes::nameOf, text -> "md5(" + text + ")", "+00");

    private final DuckDbSession.Connected connected;
    private final ModelPlan snapshot;
    private final SnapshotPlan plan;
    private final SnapshotSql sql;
    private final SnapshotRefusals refusals;
    private final String table;
    private final String rows;
    private final String changes;

    SnapshotTable(DuckDbSession.Connected connected, ModelPlan snapshot, Instant at) {
        this.connected = connected;
        this.snapshot = snapshot;
        this.plan = snapshot.build().snapshot().orElseThrow();
        this.sql = new SnapshotSql(snapshot, at, DIALECT);
        this.refusals = new SnapshotRefusals(snapshot);
        this.table = snapshot.relation().quoted();
        this.rows = RelationName.quote(snapshot.relation().identifier() + "__graphc_rows");
        this.changes = RelationName.quote(snapshot.relation().identifier() + "__graphc_changes");
    }

    /**
     * Takes the snapshot.
     *
     * @param query the query with the columns of the plan
     * @return how many rows were added
     */
    long take(String query) throws SQLException {
        Optional<String> kind = new Relations(connected).kind(snapshot.relation());
        if (kind.filter(found -> !found.equals(Relations.TABLE)).isPresent()) {
            throw refusals.notATable(table + " is a view");
        }
        connected.execute("CREATE OR REPLACE TEMP TABLE " + rows + " AS " + query);
        try {
            refusals.checkKeys(
                    connected.queryLong(sql.doubledKeys(rows)), connected.queryLong(sql.rowsWithoutKey(rows)));
            return kind.isEmpty() ? make() : change();
        } finally {
            connected.execute("DROP TABLE IF EXISTS " + rows);
            connected.execute("DROP TABLE IF EXISTS " + changes);
        }
    }

    private long make() throws SQLException {
        connected.transaction(List.of("CREATE TABLE " + table + " AS " + sql.first(rows)));
        return connected.queryLong("SELECT count(*) FROM " + table);
    }

    private long change() throws SQLException {
        List<DescribedColumn> there = connected.describe("FROM " + table);
        List<DescribedColumn> given = connected.describe("FROM " + rows);
        List<String> statements = new ArrayList<>();
        for (Column column : snapshot.columns()) {
            addOrCompare(column, there, given).ifPresent(statements::add);
        }
        List<String> known = there.stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();
        // A table from before rows were told to be deleted lacks the column that the changes are found by.
        if (!statements.isEmpty()) {
            connected.transaction(statements);
        }
        connected.execute("CREATE OR REPLACE TEMP TABLE " + changes + " AS " + sql.changes(rows, table, known));
        String columns = sql.columns().stream().map(RelationName::quote).collect(Collectors.joining(", "));
        String validTo = RelationName.quote(plan.names().validTo());
        connected.transaction(List.of(
                "UPDATE " + table + " AS old_rows SET " + validTo + " = new_rows." + validTo + " FROM " + changes
                        + " AS new_rows WHERE " + sql.closes(),
                "INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM " + changes + " WHERE "
                        + SnapshotSql.CHANGE + " = '" + SnapshotSql.INSERT + "'"));
        return connected.queryLong(
                "SELECT count(*) FROM " + changes + " WHERE " + SnapshotSql.CHANGE + " = '" + SnapshotSql.INSERT + "'");
    }

    /** Columns are added as dbt does; those that the query has no more stay, null in new rows. */
    private Optional<String> addOrCompare(Column column, List<DescribedColumn> there, List<DescribedColumn> given) {
        Optional<DescribedColumn> found = ParquetFiles.find(there, column.name());
        if (found.isEmpty()) {
            return Optional.of("ALTER TABLE " + table + " ADD COLUMN " + RelationName.quote(column.name()) + " "
                    + DuckDbTypes.nameOf(column.type()));
        }
        // What DuckDB gives is more precise than the plan, which may not know a type.
        SqlType values = ParquetFiles.find(given, column.name())
                .map(DescribedColumn::type)
                .orElse(column.type());
        if (!ColumnFit.keeps(values, found.get().type())) {
            throw refusals.differs("`" + column.name() + "` is " + found.get().type() + " in the table, not " + values);
        }
        return Optional.empty();
    }
}
