package io.graphc.compiler.select;

import io.graphc.plan.select.SelectionExpression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The selectors that a project gives names to. Immutable.
 *
 * @param byName in written order
 * @param standard the name of the one that holds where nothing else is selected
 */
public record NamedSelectors(Map<String, SelectionExpression> byName, Optional<String> standard) {
    public static final NamedSelectors NONE = new NamedSelectors(Map.of(), Optional.empty());

    public NamedSelectors {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }
}
