package io.graphc.compiler.template.value;

import io.graphc.source.Origin;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Map;

/**
 * What a function is called with: positional and keyword arguments in their written order, each with its place, and the
 * place of the call. Immutable. Functions with a fixed list of parameters read it through a {@link Signature}.
 */
public record CallArguments(
        List<Argument> positional, Map<String, Argument> named, Origin origin, Rendering rendering) {

    /** One argument: a template value and the place of the expression that made it. */
    public record Argument(Object value, SourceSpan span) {}

    /** The place of the call. */
    public SourceSpan span() {
        return origin.written();
    }
}
