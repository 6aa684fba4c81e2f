package io.graphc.compiler.template.syntax;

import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * A macro as written. Immutable.
 *
 * @param nameSpan the name; for the body of a {@code call} tag the word {@code call}
 * @param usesRest whether its body reads {@code varargs}, so that it takes further positional arguments
 * @param usesRestNamed whether its body reads {@code kwargs}
 * @param usesCaller whether its body reads {@code caller}
 * @param sound false when it has mistakes of syntax, which were reported: it has a name and nothing else
 */
public record MacroDefinition(
        String name,
        SourceSpan nameSpan,
        List<Parameter> parameters,
        List<Statement> body,
        boolean usesRest,
        boolean usesRestNamed,
        boolean usesCaller,
        boolean sound) {
    public MacroDefinition {
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
    }

    /** A macro with mistakes of syntax. */
    public static MacroDefinition broken(String name, SourceSpan nameSpan) {
        return new MacroDefinition(name, nameSpan, List.of(), List.of(), false, false, false, false);
    }

    /** A parameter and its default, which is evaluated at every call. */
    public record Parameter(String name, SourceSpan span, Optional<Expression> fallback) {}
}
