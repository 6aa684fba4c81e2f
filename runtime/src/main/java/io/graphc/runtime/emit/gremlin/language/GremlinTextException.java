package io.graphc.runtime.emit.gremlin.language;

/** A text that is no Gremlin, or none that may run here. */
public final class GremlinTextException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    GremlinTextException(String message, int line, int column, Throwable cause) {
        super(message, cause);
        this.line = line;
        this.column = column;
    }

    /** Something about the text as a whole. */
    public GremlinTextException(String message) {
        super(message);
        this.line = 0;
        this.column = 0;
    }

    /** The line of the place, from 1; 0 where it is about the text as a whole. */
    public int line() {
        return line;
    }

    /** The column of the place, from 1. */
    public int column() {
        return column;
    }
}
