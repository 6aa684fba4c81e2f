package io.graphc.compiler;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.Located;
import java.util.List;

/** A mapping that nothing was made of, and of which nobody said why, would be missing from the graph without a word. */
final class LostMappings {
    private LostMappings() {}

    /**
     * Reports such mappings.
     *
     * @param unbound the labels and types of mappings that nothing was made of
     * @param told what has been reported so far; an error in it may be the reason
     */
    static void report(List<Located<String>> unbound, DiagnosticBag told, DiagnosticSink sink) {
        if (told.hasErrors()) {
            return;
        }
        for (Located<String> name : unbound) {
            Diagnostic.of(
                            DiagnosticCode.INTERNAL_ERROR,
                            "graphc left out the mapping of `" + name.value() + "` because of a fault of its own")
                    .at(name.span())
                    .help("please report it with this mapping")
                    .report(sink);
        }
    }
}
