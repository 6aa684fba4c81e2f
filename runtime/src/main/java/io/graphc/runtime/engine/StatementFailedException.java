package io.graphc.runtime.engine;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcException;
import org.jspecify.annotations.Nullable;

/** An engine refused a statement and says where; whoever knows where its text can be read shows the place there. */
public final class StatementFailedException extends GraphcException {
    private static final long serialVersionUID = 1L;

    private final String sql;
    private final int line;
    private final int column;

    /**
     * Made with the place in the text of the query, before anything was put around it.
     *
     * @param sql that text
     * @param line from 1
     * @param column from 1
     */
    public StatementFailedException(
            Diagnostic diagnostic, String sql, int line, int column, @Nullable Throwable cause) {
        super(diagnostic, cause);
        this.sql = sql;
        this.line = line;
        this.column = column;
    }

    public String sql() {
        return sql;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
