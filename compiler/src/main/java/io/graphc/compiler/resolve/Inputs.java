package io.graphc.compiler.resolve;

import io.graphc.plan.RelationName;
import io.graphc.plan.TimeWindow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the SQL of a project reads, and how many rows, when that is not all of its own relations. Immutable.
 *
 * @param empty whether what {@code ref()} and {@code source()} print yields no rows
 * @param sample the time that rows must be of, in relations that say which column has it
 * @param deferred relations of another compilation that stand in for the project's own: by tenant, whose name is empty in a
 *     project without tenants, then by the id of the model, seed or snapshot
 */
public record Inputs(boolean empty, Optional<TimeWindow> sample, Map<String, Map<String, RelationName>> deferred) {
    /** Everything as it is. */
    public static final Inputs ALL = new Inputs(false, Optional.empty(), Map.of());

    public Inputs {
        deferred = Collections.unmodifiableMap(new LinkedHashMap<>(deferred));
    }

    /** The relation that stands in for one of a tenant's own. */
    Optional<RelationName> deferred(String tenant, String id) {
        return Optional.ofNullable(deferred.getOrDefault(tenant, Map.of()).get(id));
    }

    public Inputs withDeferred(Map<String, Map<String, RelationName>> relations) {
        return new Inputs(empty, sample, relations);
    }
}
