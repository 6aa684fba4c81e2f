package io.graphc.compiler.resolve;

import io.graphc.source.MappedText;
import java.util.Optional;

/** Renders a value of a YAML file that may hold a template. Safe to share between threads. */
@FunctionalInterface
public interface ValueTemplates {
    /** The final text; empty when the template has errors, which are reported. */
    Optional<String> render(MappedText text);
}
