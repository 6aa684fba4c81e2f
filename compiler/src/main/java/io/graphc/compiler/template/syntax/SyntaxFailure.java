package io.graphc.compiler.template.syntax;

import io.graphc.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Ends the parsing of one tag; caught where parsing can go on behind it. */
final class SyntaxFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Diagnostic diagnostic;

    /** A failure to report; none where the cause was reported before. */
    SyntaxFailure(@Nullable Diagnostic diagnostic) {
        super(null, null, false, false);
        this.diagnostic = diagnostic;
    }

    @Nullable
    Diagnostic diagnostic() {
        return diagnostic;
    }
}
