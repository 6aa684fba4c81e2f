package io.graphc.plan.fact;

import io.graphc.plan.Proof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        containedIn = List.copyOf(
                containedIn.size() <= MOST_CONTAINING ? containedIn : containedIn.subList(0, MOST_CONTAINING));
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
                common(containedIn, other.containedIn));
    }

    private static List<Containment> common(List<Containment> one, List<Containment> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return List.of();
        }
        Map<TableColumn, Proof> proofs = new HashMap<>();
        for (Containment theirs : other) {
            proofs.put(theirs.column(), theirs.proof());
        }
        List<Containment> both = new ArrayList<>();
        for (Containment mine : one) {
            Proof proof = proofs.get(mine.column());
            if (proof != null) {
                both.add(new Containment(mine.column(), mine.proof().and(proof)));
            }
        }
        return both;
    }
}
