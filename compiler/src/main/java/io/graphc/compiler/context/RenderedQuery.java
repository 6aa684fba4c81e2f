package io.graphc.compiler.context;

import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;

/**
 * A model's or singular test's SQL after its template was rendered.
 *
 * @param sql empty when the template has errors
 * @param configs what {@code config()} was called with, in the order of the calls
 * @param references what it reads, in the order of the calls
 * @param awaited ids of the models whose columns the template asked for before they were known: it is to be rendered again
 * @param diagnostics what is wrong or doubtful, not reported yet
 * @param hindered whether there is no SQL for a mistake elsewhere alone: in a macro, or in what a macro needs
 */
public record RenderedQuery(
        Optional<MappedText> sql,
        List<ConfigValue> configs,
        List<UsedReference> references,
        List<String> awaited,
        List<Diagnostic> diagnostics,
        boolean hindered) {
    public RenderedQuery {
        configs = List.copyOf(configs);
        references = List.copyOf(references);
        awaited = List.copyOf(awaited);
        diagnostics = List.copyOf(diagnostics);
    }
}
