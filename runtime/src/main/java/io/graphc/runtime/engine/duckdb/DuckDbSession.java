package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.RowCursor;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBPreparedStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs statements of one engine on lent connections, and knows which ones are running, so that they can be stopped. Safe to
 * use from several threads.
 */
final class DuckDbSession {
    private static final Logger LOG = LoggerFactory.getLogger(DuckDbSession.class);

    private final DuckDbDatabase database;
    private final Set<DuckDBPreparedStatement> running = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    DuckDbSession(DuckDbDatabase database) {
        this.database = database;
    }

    /** Work on one connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connected connected) throws SQLException;
    }

    /** Looks at something on a connection. */
    @FunctionalInterface
    interface Check {
        void run() throws SQLException;
    }

    /** One lent connection. */
    final class Connected {
        private final DuckDBConnection connection;

        private Connected(DuckDBConnection connection) {
            this.connection = connection;
        }

        /** Runs a statement that yields no rows; the number of rows that it touched, or -1. */
        long execute(String sql) throws SQLException {
            try (Tracked tracked = new Tracked(connection)) {
                tracked.statement.execute(sql);
                return tracked.statement.getLargeUpdateCount();
            }
        }

        /** Runs a query with few rows. */
        <T> List<T> query(String sql, RowReader<T> reader) throws SQLException {
            List<T> rows = new ArrayList<>();
            try (Tracked tracked = new Tracked(connection);
                    ResultSet results = tracked.statement.executeQuery(sql)) {
                while (results.next()) {
                    rows.add(reader.read(results));
                }
            }
            return rows;
        }

        long queryLong(String sql) throws SQLException {
            return query(sql, row -> row.getLong(1)).get(0);
        }

        /** Whether DuckDB would run a statement; it does not run it. */
        boolean prepares(String sql) throws SQLException {
            checkCancelled();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return !statement.isClosed();
            } catch (SQLException e) {
                LOG.trace("not prepared", e);
                return false;
            }
        }

        /** The columns that a query yields. */
        List<DescribedColumn> describe(String query) throws SQLException {
            // The line breaks keep a comment at the query's end from reaching further.
            return query(
                    "DESCRIBE SELECT * FROM (\n" + query + "\n)",
                    row -> new DescribedColumn(row.getString(1), row.getString(2)));
        }

        /** Runs a statement that may change the catalog, and reads its rows where DuckDB says that it has any. */
        <T> Optional<T> answer(String what, String sql, Function<RowCursor, T> reading) throws SQLException {
            ReentrantLock lock = database.catalogLock();
            lock.lock();
            try (Tracked tracked = new Tracked(connection, sql)) {
                DuckDBPreparedStatement statement = tracked.statement;
                if (!statement.execute()) {
                    return Optional.empty();
                }
                ResultSet results = statement.getResultSet();
                CursorStatement source = new CursorStatement(what, statement, () -> {});
                try (RowCursor rows = new ResultSetCursor(columns(results.getMetaData()), source, results)) {
                    return Optional.of(reading.apply(rows));
                }
            } finally {
                lock.unlock();
            }
        }

        /**
         * Opens a cursor. What columns a query has is asked of the query once it is prepared: to describe it in a statement of
         * its own takes as long as preparing it again, and DuckDB plans longer than it reads where there are few rows.
         */
        private RowCursor open(String what, String sql, Function<List<DescribedColumn>, Reading> choice)
                throws SQLException {
            Tracked tracked = new Tracked(connection, sql);
            try {
                Reading reading = choice.apply(columns(tracked.statement.getMetaData()));
                if (!reading.sql().equals(sql)) {
                    tracked.close();
                    tracked = new Tracked(connection, reading.sql());
                }
                DuckDBPreparedStatement statement = tracked.statement;
                return reading.maker().on(new CursorStatement(what, statement, () -> {
                    running.remove(statement);
                    database.giveBack(connection);
                }));
            } catch (SQLException | RuntimeException e) {
                tracked.close();
                throw e;
            }
        }

        /** Runs statements as one transaction, undone when one of them fails. */
        void transaction(List<String> statements) throws SQLException {
            transaction(statements, () -> {});
        }

        /**
         * Runs statements as one transaction, undone when one of them fails or the check throws.
         *
         * @param check looks at what they did, before it counts
         */
        void transaction(List<String> statements, Check check) throws SQLException {
            ReentrantLock lock = database.catalogLock();
            lock.lock();
            try {
                execute("BEGIN TRANSACTION");
                try {
                    for (String sql : statements) {
                        execute(sql);
                    }
                    check.run();
                    execute("COMMIT");
                } catch (SQLException | RuntimeException e) {
                    rollBack(e);
                    throw e;
                }
            } finally {
                lock.unlock();
            }
        }

        /** Runs statements that may change the catalog and begin and end transactions of their own. */
        void unbound(List<String> statements) throws SQLException {
            ReentrantLock lock = database.catalogLock();
            lock.lock();
            try {
                for (String sql : statements) {
                    execute(sql);
                }
            } finally {
                lock.unlock();
            }
        }

        private void rollBack(Exception reason) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            } catch (SQLException e) {
                reason.addSuppressed(e);
            }
        }
    }

    /** Something that DuckDB may fail. */
    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws SQLException;
    }

    /** Reads one row of a small result. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Runs work on a connection of its own.
     *
     * @param what names the work in the diagnostic when DuckDB fails it
     */
    <T> T run(String what, Work<T> work) {
        return told(what, () -> runRaw(work));
    }

    /** Runs work on a connection that nobody gets after it: settings, temporary tables and open transactions end with it. */
    <T> T apart(String what, Work<T> work) {
        return told(what, () -> {
            try (DuckDBConnection connection = database.connect()) {
                return work.on(new Connected(connection));
            }
        });
    }

    private <T> T told(String what, Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (SQLException | DuckDBFunctions.FunctionException e) {
            // What DuckDB says of a statement that is cancelled depends on how far it was.
            throw cancelled ? DuckDbErrors.cancelled(what, e) : DuckDbErrors.queryFailed(what, e);
        }
    }

    private <T> T runRaw(Work<T> work) throws SQLException {
        DuckDBConnection connection = database.lend();
        try {
            return work.on(new Connected(connection));
        } finally {
            database.giveBack(connection);
        }
    }

    /** Opens a cursor on a query; its connection comes back when the cursor is closed. */
    RowCursor cursor(String what, String sql) {
        return DuckDbErrors.guard(
                what, () -> lendTo(connected -> connected.open(what, sql, columns -> reading(sql, columns))));
    }

    private static Reading reading(String sql, List<DescribedColumn> columns) {
        return ChunkCursor.reads(columns)
                ? new Reading(sql, statement -> new ChunkCursor(columns, statement))
                : new Reading(
                        sql,
                        statement -> new ResultSetCursor(
                                columns, statement, statement.statement().executeQuery()));
    }

    /** Opens a cursor on all rows of a table in their order, in the fastest way that its columns allow. */
    RowCursor cursor(String what, RelationName table) {
        String all = "FROM " + table.quoted();
        return DuckDbErrors.guard(
                what, () -> lendTo(connected -> connected.open(what, all, columns -> reading(table, all, columns))));
    }

    private static Reading reading(RelationName table, String all, List<DescribedColumn> columns) {
        boolean chunks = VectorMemory.isAvailable() && ChunkCursor.reads(columns);
        if (!chunks && PackedQuery.reads(columns)) {
            PackedQuery query = PackedQuery.of(table, columns);
            return new Reading(query.sql(), statement -> new PackedCursor(columns, query, statement));
        }
        return reading(all, columns);
    }

    /** Lends a connection to a cursor, which gives it back when it is closed; takes it back when none was opened. */
    private RowCursor lendTo(Work<RowCursor> opening) throws SQLException {
        DuckDBConnection connection = database.lend();
        try {
            return opening.on(new Connected(connection));
        } catch (SQLException | RuntimeException e) {
            database.giveBack(connection);
            throw e;
        }
    }

    /** Makes a cursor that reads from a statement. */
    @FunctionalInterface
    private interface CursorMaker {
        RowCursor on(CursorStatement statement) throws SQLException;
    }

    /** How rows are read: the query in the form that the cursor reads. */
    private record Reading(String sql, CursorMaker maker) {}

    private static List<DescribedColumn> columns(ResultSetMetaData told) throws SQLException {
        List<DescribedColumn> columns = new ArrayList<>();
        for (int i = 1; i <= told.getColumnCount(); i++) {
            columns.add(new DescribedColumn(told.getColumnName(i), told.getColumnTypeName(i)));
        }
        return columns;
    }

    private void checkCancelled() throws SQLException {
        if (cancelled) {
            throw new SQLException("INTERRUPT Error: Interrupted!");
        }
    }

    /** Stops what is running; what is started later is refused. */
    void cancel() {
        cancelled = true;
        for (DuckDBPreparedStatement statement : running) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                LOG.debug("the statement ended before it could be cancelled", e);
            }
        }
    }

    private final class Tracked implements AutoCloseable {
        private final DuckDBPreparedStatement statement;

        private Tracked(DuckDBConnection connection) throws SQLException {
            this(connection.createStatement().unwrap(DuckDBPreparedStatement.class));
        }

        private Tracked(DuckDBConnection connection, String sql) throws SQLException {
            this(connection.prepare(sql));
        }

        private Tracked(DuckDBPreparedStatement statement) throws SQLException {
            this.statement = statement;
            running.add(statement);
            if (cancelled) {
                close();
                checkCancelled();
            }
        }

        @Override
        public void close() throws SQLException {
            running.remove(statement);
            statement.close();
        }
    }
}
