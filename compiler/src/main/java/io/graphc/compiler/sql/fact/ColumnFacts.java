package io.graphc.compiler.sql.fact;

import io.graphc.plan.Proof;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a column.
 *
 * @param notNull present where it holds no null
 * @param accepted present where its values are known
 * @param containedIn the columns that have all its values, each once
 */
public record ColumnFacts(Optional<Proof> notNull, Optional<AcceptedValues> accepted, List<Containment> containedIn) {
    /** Nothing is known. */
    public static final ColumnFacts NONE = new ColumnFacts(Optional.empty(), Optional.empty(), List.of());

    public ColumnFacts {
        containedIn = List.copyOf(containedIn);
    }

    ColumnFacts withNotNull(Optional<Proof> value) {
        return new ColumnFacts(value, accepted, containedIn);
    }

    ColumnFacts withAccepted(Optional<AcceptedValues> value) {
        return new ColumnFacts(notNull, value, containedIn);
    }

    ColumnFacts withContainedIn(List<Containment> value) {
        return new ColumnFacts(notNull, accepted, value);
    }

    /** What holds for the values of both, as in a set operation. */
    ColumnFacts or(ColumnFacts other) {
        return new ColumnFacts(
                notNull.flatMap(mine -> other.notNull.map(mine::and)),
                accepted.flatMap(mine -> other.accepted.map(mine::or)),
                containedIn.stream()
                        .flatMap(mine -> other.containedIn.stream()
                                .filter(theirs -> theirs.column().equals(mine.column()))
                                .map(theirs -> new Containment(
                                        mine.column(), mine.proof().and(theirs.proof()))))
                        .toList());
    }
}
