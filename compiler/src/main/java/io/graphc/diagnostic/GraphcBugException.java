package io.graphc.diagnostic;

import org.jspecify.annotations.Nullable;

/** Something that graphc itself got wrong. Shown as GC9001 with a request to report it. */
public class GraphcBugException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GraphcBugException(String message) {
        this(message, null);
    }

    public GraphcBugException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
