package io.graphc.runtime.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * What writing one element type did. {@code rows = created + updated + unchanged + refused}.
 *
 * @param rows rows read from the engine
 * @param created elements that the target did not have
 * @param updated elements that it had with other properties or labels
 * @param unchanged elements that it had just so
 * @param refused rows that the target refused and that are not written
 */
public record WriteResult(long rows, long created, long updated, long unchanged, List<RefusedRow> refused) {
    /** No row was written. */
    public static final WriteResult NOTHING = new WriteResult(0, 0, 0, 0);

    public WriteResult {
        refused = List.copyOf(refused);
    }

    /** Rows of which none was refused. */
    public WriteResult(long rows, long created, long updated, long unchanged) {
        this(rows, created, updated, unchanged, List.of());
    }

    /** Both together. */
    public WriteResult plus(WriteResult other) {
        return new WriteResult(
                rows + other.rows,
                created + other.created,
                updated + other.updated,
                unchanged + other.unchanged,
                together(refused, other.refused));
    }

    private static List<RefusedRow> together(List<RefusedRow> first, List<RefusedRow> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        List<RefusedRow> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
