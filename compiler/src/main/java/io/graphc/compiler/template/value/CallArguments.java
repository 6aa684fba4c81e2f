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

    /**
     * One argument.
     *
     * @param value a template value
     * @param span the place of the expression that made it
     * @param nameSpan the place of its name; of its value where it has none of its own
     */
    public record Argument(Object value, SourceSpan span, SourceSpan nameSpan) {
        public Argument(Object value, SourceSpan span) {
            this(value, span, span);
        }
    }

    /** The place of the call. */
    public SourceSpan span() {
        return origin.written();
    }
}
