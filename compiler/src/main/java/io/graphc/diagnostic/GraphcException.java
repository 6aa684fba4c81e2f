package io.graphc.diagnostic;

import org.jspecify.annotations.Nullable;

/** The command cannot go on, for a reason that the user can act on; carries the diagnostic to show. */
public class GraphcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    public GraphcException(Diagnostic diagnostic) {
        this(diagnostic, null);
    }

    public GraphcException(Diagnostic diagnostic, @Nullable Throwable cause) {
        super(diagnostic.code().id() + ": " + diagnostic.message(), cause);
        this.diagnostic = diagnostic;
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
