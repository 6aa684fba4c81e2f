package io.graphc.plan.select;

import io.graphc.plan.impact.StateComparison;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What selectors can ask for beside the project itself. Immutable.
 *
 * @param state what the project is compared with
 * @param results how what was done in an earlier run ended, in the words of its results, by id; empty where there is none
 * @param fresher ids of the sources that have newer rows than before; empty where that is not known
 * @param tenantTags the tags of the tenant that the project is bound to
 */
public record SelectionContext(
        StateComparison state,
        Optional<Map<String, Set<String>>> results,
        Optional<Set<String>> fresher,
        List<String> tenantTags) {
    public static final SelectionContext NONE =
            new SelectionContext(StateComparison.none(), Optional.empty(), Optional.empty(), List.of());

    public SelectionContext {
        tenantTags = List.copyOf(tenantTags);
    }
}
