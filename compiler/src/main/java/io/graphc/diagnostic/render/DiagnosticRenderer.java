package io.graphc.diagnostic.render;

import io.graphc.diagnostic.Diagnostic;

/** Turns one diagnostic into output, line breaks as {@code \n} and one at the end. Safe to share between threads. */
@FunctionalInterface
public interface DiagnosticRenderer {
    String render(Diagnostic diagnostic);
}
