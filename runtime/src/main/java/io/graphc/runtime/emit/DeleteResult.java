package io.graphc.runtime.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * What deleting elements of one type did. {@code rows = deleted + absent + kept}.
 *
 * @param rows ids read from the engine
 * @param deleted elements that were there and are not any more
 * @param absent ids of elements that were not there
 * @param keptIds ids of nodes that stay because relationships hang on them that graphc did not write
 */
public record DeleteResult(long rows, long deleted, long absent, List<String> keptIds) {
    /** Nothing to delete. */
    public static final DeleteResult NOTHING = new DeleteResult(0, 0, 0, List.of());

    public DeleteResult {
        keptIds = List.copyOf(keptIds);
    }

    /** Both together. */
    public DeleteResult plus(DeleteResult other) {
        List<String> kept = new ArrayList<>(keptIds);
        kept.addAll(other.keptIds);
        return new DeleteResult(rows + other.rows, deleted + other.deleted, absent + other.absent, kept);
    }

    /** The number of nodes that stay. */
    public long kept() {
        return keptIds.size();
    }
}
