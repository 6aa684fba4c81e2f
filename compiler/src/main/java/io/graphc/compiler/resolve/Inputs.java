package io.graphc.compiler.resolve;

import io.graphc.plan.RelationName;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
public record Inputs(boolean empty, Optional<Sample> sample, Map<String, Map<String, RelationName>> deferred) {
    /** Everything as it is. */
    public static final Inputs ALL = new Inputs(false, Optional.empty(), Map.of());

    public Inputs {
        deferred = Collections.unmodifiableMap(new LinkedHashMap<>(deferred));
    }

    /** A span of time, its end not in it. */
    public record Sample(Instant start, Instant end) {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

        /** The condition on a column, in Trino's SQL. */
        public String condition(String column) {
            String value = "cast(" + column + " as timestamp)";
            return value + " >= timestamp '" + TIME.format(start) + "' and " + value + " < timestamp '"
                    + TIME.format(end) + "'";
        }
    }

    /** The relation that stands in for one of a tenant's own. */
    Optional<RelationName> deferred(String tenant, String id) {
        return Optional.ofNullable(deferred.getOrDefault(tenant, Map.of()).get(id));
    }

    public Inputs withDeferred(Map<String, Map<String, RelationName>> relations) {
        return new Inputs(empty, sample, relations);
    }
}
