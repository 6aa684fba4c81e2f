package io.graphc.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is done around the making of a relation.
 *
 * @param before the hooks that run first, in order
 * @param after the hooks that run last, in order
 * @param snapshot what a snapshot keeps; empty for everything else
 * @param constraints what must be true of the rows of a table
 */
public record BuildPlan(List<HookPlan> before, List<HookPlan> after, Optional<SnapshotPlan> snapshot, List<ConstraintPlan> constraints) {
    public static final BuildPlan NONE = new BuildPlan(List.of(), List.of(), Optional.empty(), List.of());

    public BuildPlan {
        before = List.copyOf(before);
        after = List.copyOf(after);
        constraints = List.copyOf(constraints);
    }

    public BuildPlan withSnapshot(SnapshotPlan plan) {
        return new BuildPlan(before, after, Optional.of(plan), constraints);
    }

    public BuildPlan withConstraints(List<ConstraintPlan> plans) {
        return new BuildPlan(before, after, snapshot, plans);
    }

    /** Whether a hook says other things where the table of an incremental model takes in rows. */
    public boolean asksHowItGrows() {
        return Stream.concat(before.stream(), after.stream())
                .anyMatch(hook -> !hook.statements().equals(hook.whenGrown()));
    }
}
