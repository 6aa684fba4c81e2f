package io.graphc.diagnostic.render;

import io.graphc.diagnostic.Diagnostic;

/** One line each, as compilers print it: {@code path:line:column: error[GC4002]: message}. */
public final class ConciseRenderer implements DiagnosticRenderer {
    @Override
    public String render(Diagnostic diagnostic) {
        String place = diagnostic.primary().map(span -> span + ": ").orElse("");
        return place
                + diagnostic.severity().word()
                + "["
                + diagnostic.code().id()
                + "]: "
                + diagnostic.message()
                + "\n";
    }
}
