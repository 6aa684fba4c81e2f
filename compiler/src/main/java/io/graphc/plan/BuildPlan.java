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
 * @param docs descriptions that are kept on the engine
 */
public record BuildPlan(
        List<HookPlan> before,
        List<HookPlan> after,
        Optional<SnapshotPlan> snapshot,
        List<ConstraintPlan> constraints,
        PersistedDocs docs) {
    public static final BuildPlan NONE =
            new BuildPlan(List.of(), List.of(), Optional.empty(), List.of(), PersistedDocs.NONE);

    public BuildPlan {
        before = List.copyOf(before);
        after = List.copyOf(after);
        constraints = List.copyOf(constraints);
    }

    public BuildPlan withSnapshot(SnapshotPlan plan) {
        return new BuildPlan(before, after, Optional.of(plan), constraints, docs);
    }

    public BuildPlan withConstraints(List<ConstraintPlan> plans) {
        return new BuildPlan(before, after, snapshot, plans, docs);
    }

    public BuildPlan withDocs(PersistedDocs kept) {
        return new BuildPlan(before, after, snapshot, constraints, kept);
    }

    /** Ids of what the hooks read, sorted. */
    public List<String> reads() {
        return Stream.concat(before.stream(), after.stream())
                .flatMap(hook -> hook.reads().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether a hook says other things where the table of an incremental model takes in rows. */
    public boolean asksHowItGrows() {
        return Stream.concat(before.stream(), after.stream())
                .anyMatch(hook -> !hook.statements().equals(hook.whenGrown()));
    }
}
