package io.graphc.compiler;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.WarningPolicy;

/**
 * Hands on what it is given, as it is, and remembers whether an error was among it, or a warning that is one. Safe to call
 * from several threads.
 */
final class ErrorFlag implements DiagnosticSink {
    private final DiagnosticSink next;
    private final WarningPolicy warnings;
    private volatile boolean raised;

    ErrorFlag(DiagnosticSink next, WarningPolicy warnings) {
        this.next = next;
        this.warnings = warnings;
    }

    @Override
    public void report(Diagnostic diagnostic) {
        if (warnings.isError(diagnostic)) {
            raised = true;
        }
        next.report(diagnostic);
    }

    /** Remembers an error that was reported elsewhere. */
    void raise() {
        raised = true;
    }

    boolean isRaised() {
        return raised;
    }
}
