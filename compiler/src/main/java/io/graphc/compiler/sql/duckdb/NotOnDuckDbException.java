package io.graphc.compiler.sql.duckdb;

/**
 * Leaves the printing of one expression that DuckDB would compute differently or not at all; the printer catches it and
 * reports it at the expression's written place. The message says why, as a note would.
 */
final class NotOnDuckDbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotOnDuckDbException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
