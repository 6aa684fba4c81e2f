package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.SourceSpan;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names that may occur once, whatever their case, since engines do not tell case apart; reports the second one. */
final class UniqueNames {
    private record Named(String what, SourceSpan span) {}

    private final Map<String, Named> firsts = new HashMap<>();
    private final DiagnosticSink sink;

    UniqueNames(DiagnosticSink sink) {
        this.sink = sink;
    }

    /** Whether the name is new. */
    boolean add(String what, String name, SourceSpan span) {
        Named first = firsts.putIfAbsent(name.toLowerCase(Locale.ROOT), new Named(what, span));
        if (first == null) {
            return true;
        }
        Diagnostic.of(DiagnosticCode.DUPLICATE_NAME, what + " `" + name + "` is defined twice")
                .at(span)
                .label(first.span(), "a " + first.what() + " of that name is here")
                .report(sink);
        return false;
    }
}
