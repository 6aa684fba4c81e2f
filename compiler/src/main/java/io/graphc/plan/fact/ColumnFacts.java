package io.graphc.plan.fact;

import io.graphc.plan.Proof;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a column.
 *
 * @param notNull present where it holds no null
 * @param accepted present where its values are known
 * @param containedIn the columns that have all its values, each once, the nearest first; of very many the nearest only, since
 *     a column that went through a thousand models would carry a thousand names through all that read it
 */
public record ColumnFacts(Optional<Proof> notNull, Optional<AcceptedValues> accepted, List<Containment> containedIn) {
    /** Nothing is known. */
    public static final ColumnFacts NONE = new ColumnFacts(Optional.empty(), Optional.empty(), List.of());

    private static final int MOST_CONTAINING = 32;

    public ColumnFacts {
        containedIn = List.copyOf(containedIn.subList(0, Math.min(containedIn.size(), MOST_CONTAINING)));
    }

    public ColumnFacts withNotNull(Optional<Proof> value) {
        return new ColumnFacts(value, accepted, containedIn);
    }

    public ColumnFacts withAccepted(Optional<AcceptedValues> value) {
        return new ColumnFacts(notNull, value, containedIn);
    }

    public ColumnFacts withContainedIn(List<Containment> value) {
        return new ColumnFacts(notNull, accepted, value);
    }

    /** What holds for the values of both, as in a set operation. */
    public ColumnFacts or(ColumnFacts other) {
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
