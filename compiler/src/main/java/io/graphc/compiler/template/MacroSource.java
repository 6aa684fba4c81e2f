package io.graphc.compiler.template;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The macros that the host brings along as dbt's own package; made when they are asked for. Safe to share between threads. */
public interface MacroSource {
    /** A host without macros. */
    MacroSource NONE = new MacroSource() {
        @Override
        public Optional<Macro> find(String name) {
            return Optional.empty();
        }

        @Override
        public Collection<String> names() {
            return List.of();
        }
    };

    Optional<Macro> find(String name);

    Collection<String> names();
}
