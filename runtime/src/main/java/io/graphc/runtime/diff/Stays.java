package io.graphc.runtime.diff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What keeps elements from being deleted that the project has no more.
 *
 * @param oldest what was written later is too young
 * @param shared queries of the ids that other tenants have too, in a column {@code ~id}
 * @param ends queries of the ids that relationships start or end at which a run leaves alone: they would go with the node
 */
record Stays(Optional<Instant> oldest, List<String> shared, List<String> ends) {}
