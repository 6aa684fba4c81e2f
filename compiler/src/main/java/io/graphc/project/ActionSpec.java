package io.graphc.project;

import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * A statement that runs around the load of the graph, as written.
 *
 * @param at the moment's word
 * @param language the word of its language, placed at the key or file that says it
 * @param text its statement, which may hold a template
 * @param targets the types of graph targets that it is for; empty for all
 */
public record ActionSpec(
        Optional<Located<String>> name,
        Located<String> at,
        Located<String> language,
        MappedText text,
        List<Located<String>> targets,
        SourceSpan span) {
    public ActionSpec {
        targets = List.copyOf(targets);
    }
}
