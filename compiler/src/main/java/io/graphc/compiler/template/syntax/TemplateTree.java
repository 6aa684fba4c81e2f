package io.graphc.compiler.template.syntax;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * A parsed template. Immutable and safe to share between threads.
 *
 * @param start the place of its first character, to which empty output belongs
 */
public record TemplateTree(List<Statement> body, SourceSpan start) {
    public TemplateTree {
        body = List.copyOf(body);
    }

    /** Parses a template, and reports every mistake that can be told apart; empty where there was an error. */
    public static Optional<TemplateTree> parse(MappedText text, DiagnosticSink sink) {
        ErrorCount errors = new ErrorCount(sink);
        SourceText source = new SourceText(text);
        TokenStream tokens = new TokenStream(source, Lexer.tokens(source, errors));
        List<Statement> body = new StatementParser(tokens, errors).template();
        return errors.seen ? Optional.empty() : Optional.of(new TemplateTree(body, source.span(0, 0)));
    }

    /** The expression of a template that is nothing but one printed expression. */
    public Optional<Expression> singleExpression() {
        return body.size() == 1 && body.get(0) instanceof Statement.Print print
                ? Optional.of(print.expression())
                : Optional.empty();
    }

    /** The macros that it defines outside of any block, in their written order. */
    public List<MacroDefinition> macros() {
        return body.stream()
                .filter(Statement.Define.class::isInstance)
                .map(statement -> ((Statement.Define) statement).macro())
                .toList();
    }

    private static final class ErrorCount implements DiagnosticSink {
        private final DiagnosticSink sink;
        private boolean seen;

        private ErrorCount(DiagnosticSink sink) {
            this.sink = sink;
        }

        @Override
        public void report(Diagnostic diagnostic) {
            seen |= diagnostic.isError();
            sink.report(diagnostic);
        }
    }
}
