package io.graphc.project;

import io.graphc.source.Located;
import java.util.List;

/**
 * Where {@code adapter.dispatch()} looks for the macros of a namespace.
 *
 * @param searchOrder names of packages, the first one that has the macro wins
 */
public record DispatchSpec(Located<String> namespace, List<Located<String>> searchOrder) {
    public DispatchSpec {
        searchOrder = List.copyOf(searchOrder);
    }
}
