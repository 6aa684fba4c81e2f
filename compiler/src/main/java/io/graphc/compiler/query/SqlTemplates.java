package io.graphc.compiler.query;

import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.Optional;

/** Renders SQL in YAML that may hold a template. Safe to share between threads. */
@FunctionalInterface
public interface SqlTemplates {
    /** The SQL with the written place of every character; empty when the template has errors, which are reported. */
    Optional<MappedText> render(MappedText text);

    /** A text for people, such as a description; empty where there is none, or its template has errors. */
    default String text(Optional<Located<String>> written) {
        return written.flatMap(text -> render(MappedText.computed(text.value(), text.span())))
                .map(MappedText::text)
                .orElse("");
    }
}
