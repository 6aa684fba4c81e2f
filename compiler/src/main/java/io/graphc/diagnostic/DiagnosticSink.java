package io.graphc.diagnostic;

/** What phases write their problems to. Implementations are safe to call from several threads. */
@FunctionalInterface
public interface DiagnosticSink {
    void report(Diagnostic diagnostic);
}
