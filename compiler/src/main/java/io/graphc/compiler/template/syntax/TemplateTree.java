package io.graphc.compiler.template.syntax;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A parsed template. Immutable and safe to share between threads.
 *
 * @param start the place of its first character, to which empty output belongs
 * @param sound false when printed expressions are missing that have mistakes of syntax, which were reported: what is left
 *     can be looked at, but is not the whole
 */
public record TemplateTree(List<Statement> body, SourceSpan start, boolean sound) {
    /** The beginning of a macro or generic test with its name. */
    private static final Pattern MACRO = Pattern.compile("\\{%[-+]?\\s*(macro|test)\\s+([A-Za-z_]\\w*)");

    public TemplateTree {
        body = List.copyOf(body);
    }

    /**
     * Parses a template, and reports every mistake that can be told apart; empty where a tag other than that of a printed
     * expression has a mistake, since then nothing is certain of what is behind it.
     */
    public static Optional<TemplateTree> parse(MappedText text, DiagnosticSink sink) {
        ErrorCount errors = new ErrorCount(sink);
        SourceText source = new SourceText(text);
        TokenStream tokens = new TokenStream(source, Lexer.tokens(source, errors));
        StatementParser parser = new StatementParser(tokens, errors);
        List<Statement> body = parser.template();
        return errors.count == parser.brokenPrints()
                ? Optional.of(new TemplateTree(body, source.span(0, 0), errors.count == 0))
                : Optional.empty();
    }

    /**
     * Parses a file of macros: those without mistakes, and the names of all others, so that who calls one of them is not
     * told that it does not exist.
     */
    public static List<MacroDefinition> parseMacros(MappedText text, DiagnosticSink sink) {
        ErrorCount errors = new ErrorCount(sink);
        SourceText source = new SourceText(text);
        TokenStream tokens = new TokenStream(source, Lexer.tokens(source, errors));
        List<MacroDefinition> macros = macrosOf(new StatementParser(tokens, errors).template());
        if (errors.count == 0) {
            return macros;
        }
        Set<String> known = macros.stream().map(MacroDefinition::name).collect(Collectors.toSet());
        List<MacroDefinition> all = new ArrayList<>(macros);
        Matcher written = MACRO.matcher(source.text());
        while (written.find()) {
            String name = (written.group(1).equals("test") ? "test_" : "") + written.group(2);
            if (known.add(name)) {
                all.add(MacroDefinition.broken(name, source.span(written.start(2), written.end(2))));
            }
        }
        return List.copyOf(all);
    }

    /** The expression of a template that is nothing but one printed expression. */
    public Optional<Expression> singleExpression() {
        return body.size() == 1 && body.get(0) instanceof Statement.Print print
                ? Optional.of(print.expression())
                : Optional.empty();
    }

    /** The macros that are defined outside of any block, in their written order. */
    private static List<MacroDefinition> macrosOf(List<Statement> body) {
        return body.stream()
                .filter(Statement.Define.class::isInstance)
                .map(statement -> ((Statement.Define) statement).macro())
                .toList();
    }

    private static final class ErrorCount implements DiagnosticSink {
        private final DiagnosticSink sink;
        private int count;

        private ErrorCount(DiagnosticSink sink) {
            this.sink = sink;
        }

        @Override
        public void report(Diagnostic diagnostic) {
            if (diagnostic.isError()) {
                count++;
            }
            sink.report(diagnostic);
        }
    }
}
