package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import java.util.Set;

/**
 * Hands on what is wrong with the files of a package, as far as it changes results: those who use a package cannot mend what
 * it merely says in vain.
 */
record PackageProblems(DiagnosticSink sink) implements DiagnosticSink {
    private static final Set<DiagnosticCode> IN_VAIN =
            Set.of(DiagnosticCode.UNKNOWN_KEY, DiagnosticCode.KEY_IGNORED, DiagnosticCode.UNKNOWN_MODEL);

    @Override
    public void report(Diagnostic diagnostic) {
        if (diagnostic.isError() && !IN_VAIN.contains(diagnostic.code())) {
            sink.report(diagnostic);
        }
    }
}
