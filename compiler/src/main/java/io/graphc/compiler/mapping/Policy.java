package io.graphc.compiler.mapping;

import io.graphc.plan.PolicyPlan.Action;
import io.graphc.plan.RejectLimit;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of certain rows of an element type, bound.
 *
 * @param orderBy for {@link Action#FIRST}: in SQL, over the columns of {@link SourceRows}
 * @param rejectsConflicts for {@link Action#MERGE}: whether rows that cannot be merged are rejected
 */
record Policy(Action action, Optional<RejectLimit> max, List<String> orderBy, boolean rejectsConflicts) {
    static final Policy ERROR = new Policy(Action.ERROR, Optional.empty(), List.of(), false);

    Policy {
        orderBy = List.copyOf(orderBy);
    }

    boolean rejects() {
        return action == Action.REJECT;
    }
}
