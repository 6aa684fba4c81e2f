package io.graphc.compiler.datatest;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.SourceSpan;
import java.util.LinkedHashMap;
import java.util.Map;

/** The names of a project's tests, each of which is there once. Not safe to share between threads. */
public final class TestNames {
    private final DiagnosticSink sink;
    private final Map<String, SourceSpan> names = new LinkedHashMap<>();

    public TestNames(DiagnosticSink sink) {
        this.sink = sink;
    }

    /**
     * Takes a name; false where another test has it, which is reported.
     *
     * @param kind where the test's kind is written
     */
    public boolean add(String name, SourceSpan kind) {
        SourceSpan first = names.putIfAbsent(name, kind);
        if (first != null) {
            Diagnostic.of(DiagnosticCode.DUPLICATE_NAME, "there are two tests `" + name + "`")
                    .at(kind)
                    .label(first, "the first one")
                    .help("give one of them another name by `name:`")
                    .report(sink);
        }
        return first == null;
    }
}
