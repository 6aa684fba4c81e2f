package io.graphc.runtime.engine.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBPreparedStatement;

/** The statement that a cursor reads from, and what to do when the cursor is closed. */
final class CursorStatement {
    private final String what;
    private final DuckDBPreparedStatement statement;
    private final Runnable release;
    private boolean closed;

    /**
     * A statement that has not run yet.
     *
     * @param what names the query in the diagnostic when DuckDB fails it
     * @param release gives back the connection
     */
    CursorStatement(String what, DuckDBPreparedStatement statement, Runnable release) {
        this.what = what;
        this.statement = statement;
        this.release = release;
    }

    String what() {
        return what;
    }

    DuckDBPreparedStatement statement() {
        return statement;
    }

    /** Closes the rows, then the statement, once. */
    void close(AutoCloseableRows rows) {
        if (closed) {
            return;
        }
        closed = true;
        try {
            DuckDbErrors.guard(what, () -> {
                rows.close();
                statement.close();
                return true;
            });
        } finally {
            release.run();
        }
    }

    /** The rows of a statement. */
    @FunctionalInterface
    interface AutoCloseableRows {
        void close() throws SQLException;
    }
}
