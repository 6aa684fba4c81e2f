package io.graphc.compiler;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticSink;

/** Hands on what it is given and remembers whether an error was among it. Safe to call from several threads. */
final class ErrorFlag implements DiagnosticSink {
    private final DiagnosticSink next;
    private volatile boolean raised;

    ErrorFlag(DiagnosticSink next) {
        this.next = next;
    }

    @Override
    public void report(Diagnostic diagnostic) {
        if (diagnostic.isError()) {
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
