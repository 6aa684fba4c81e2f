package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code ref('model')} and {@code source('source', 'table')}, with or without the braces of a template. */
public final class ReferenceParser {
    private static final String QUOTED = "('[^']*'|\"[^\"]*\")";
    private static final Pattern CALL = Pattern.compile("\\s*(?:\\{\\{-?)?\\s*(ref|source)\\s*\\(\\s*" + QUOTED
            + "\\s*(?:,\\s*" + QUOTED + "\\s*)?,?\\s*\\)\\s*(?:-?}})?\\s*");
    private static final Pattern BARE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final String key;
    private final DiagnosticSink sink;

    /**
     * A reader of references in one key's values.
     *
     * @param key the YAML key whose values it reads, for messages
     */
    public ReferenceParser(String key, DiagnosticSink sink) {
        this.key = key;
        this.sink = sink;
    }

    /** The relation; empty when the text is no such call, which is reported. */
    public Optional<RelationReference> parse(Located<MappedText> written) {
        MappedText text = written.value();
        Matcher call = CALL.matcher(text.text());
        if (!call.matches()) {
            return refuse(written);
        }
        boolean two = call.group(3) != null;
        if (call.group(1).equals("source")) {
            return two
                    ? Optional.of(new RelationReference.Source(
                            argument(text, call, 2), argument(text, call, 3), written.span()))
                    : refuse(written);
        }
        Optional<Located<String>> packageName = two ? Optional.of(argument(text, call, 2)) : Optional.empty();
        return Optional.of(new RelationReference.Model(packageName, argument(text, call, two ? 3 : 2), written.span()));
    }

    private Optional<RelationReference> refuse(Located<MappedText> written) {
        String text = written.value().text();
        Diagnostic.Builder problem = Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + key + "` names no relation")
                .at(written.span());
        if (BARE_NAME.matcher(text).matches()) {
            problem.help("write `ref('" + text + "')`");
        } else {
            problem.help("write `ref('model')` or `source('source', 'table')`");
        }
        problem.report(sink);
        return Optional.empty();
    }

    private static Located<String> argument(MappedText text, Matcher call, int group) {
        SourceSpan span = text.spanOf(call.start(group) + 1, call.end(group) - 1);
        return Located.of(unquoted(call.group(group)), span);
    }

    private static String unquoted(String argument) {
        return argument.substring(1, argument.length() - 1);
    }
}
