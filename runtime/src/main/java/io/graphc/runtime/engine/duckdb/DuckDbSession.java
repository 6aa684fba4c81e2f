package io.graphc.runtime.engine.duckdb;

import io.graphc.runtime.engine.RowCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
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

        /** The columns that a query yields. */
        List<DescribedColumn> describe(String query) throws SQLException {
            // The line breaks keep a comment at the query's end from reaching further.
            return query(
                    "DESCRIBE SELECT * FROM (\n" + query + "\n)",
                    row -> new DescribedColumn(row.getString(1), row.getString(2)));
        }

        /** Runs statements as one transaction, undone when one of them fails. */
        void transaction(List<String> statements) throws SQLException {
            ReentrantLock lock = database.catalogLock();
            lock.lock();
            try {
                execute("BEGIN TRANSACTION");
                try {
                    for (String sql : statements) {
                        execute(sql);
                    }
                    execute("COMMIT");
                } catch (SQLException e) {
                    rollBack(e);
                    throw e;
                }
            } finally {
                lock.unlock();
            }
        }

        private void rollBack(SQLException reason) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            } catch (SQLException e) {
                reason.addSuppressed(e);
            }
        }
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
        return DuckDbErrors.guard(what, () -> runRaw(work));
    }

    /** As {@link #run}, for a caller that looks at DuckDB's error itself. */
    <T> T runRaw(Work<T> work) throws SQLException {
        DuckDBConnection connection = database.lend();
        try {
            return work.on(new Connected(connection));
        } finally {
            database.giveBack(connection);
        }
    }

    /** Opens a cursor; its connection comes back when the cursor is closed. */
    RowCursor cursor(String what, String sql) {
        return DuckDbErrors.guard(what, () -> openCursor(what, sql));
    }

    private RowCursor openCursor(String what, String sql) throws SQLException {
        DuckDBConnection connection = database.lend();
        try {
            List<DescribedColumn> columns = new Connected(connection).describe(sql);
            Tracked tracked = new Tracked(connection, ResultSetCursor.readable(sql, columns));
            try {
                CursorStatement statement = new CursorStatement(what, tracked.statement, () -> {
                    running.remove(tracked.statement);
                    database.giveBack(connection);
                });
                return ChunkCursor.reads(columns)
                        ? new ChunkCursor(columns, statement)
                        : new ResultSetCursor(columns, statement);
            } catch (SQLException | RuntimeException e) {
                tracked.close();
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            database.giveBack(connection);
            throw e;
        }
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
