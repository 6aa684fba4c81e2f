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
    private final DiagnosticCode code;
    private final String help;

    private UniqueNames(DiagnosticSink sink, DiagnosticCode code, String help) {
        this.sink = sink;
        this.code = code;
        this.help = help;
    }

    /** Names of what one list, or all files together, may hold once. */
    static UniqueNames of(DiagnosticSink sink) {
        return new UniqueNames(sink, DiagnosticCode.DUPLICATE_NAME, "");
    }

    /** Names that files give to what {@code ref()} reads, so that a second one leaves open which is meant. */
    static UniqueNames ofFiles(DiagnosticSink sink) {
        return new UniqueNames(sink, DiagnosticCode.AMBIGUOUS_NAME, "rename one of the files, or leave one out");
    }

    boolean has(String name) {
        return firsts.containsKey(name.toLowerCase(Locale.ROOT));
    }

    private static String article(String what) {
        boolean vowel = "aeiou".indexOf(what.charAt(0)) >= 0 && !what.startsWith("unit");
        return (vowel ? "an " : "a ") + what;
    }

    /** Whether the name is new. */
    boolean add(String what, String name, SourceSpan span) {
        Named first = firsts.putIfAbsent(name.toLowerCase(Locale.ROOT), new Named(what, span));
        if (first == null) {
            return true;
        }
        Diagnostic.Builder problem = Diagnostic.of(code, what + " `" + name + "` is defined twice")
                .at(span)
                .label(first.span(), article(first.what()) + " of that name is here");
        (help.isEmpty() ? problem : problem.help(help)).report(sink);
        return false;
    }
}
