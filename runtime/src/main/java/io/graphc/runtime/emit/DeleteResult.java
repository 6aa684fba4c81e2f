package io.graphc.runtime.emit;

import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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

    /**
     * Deletes ids in batches.
     *
     * @param ids a cursor whose first column is the id
     * @param delete deletes one batch
     */
    public static DeleteResult inBatches(RowCursor ids, int size, Function<List<String>, DeleteResult> delete) {
        long rows = 0;
        long deleted = 0;
        List<String> kept = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        boolean more = ids.next();
        while (more) {
            batch.add(ids.getText(0));
            more = ids.next();
            if (batch.size() == size || !more) {
                DeleteResult result = delete.apply(List.copyOf(batch));
                rows += result.rows();
                deleted += result.deleted();
                kept.addAll(result.keptIds());
                batch.clear();
            }
        }
        return new DeleteResult(rows, deleted, rows - deleted - kept.size(), kept);
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
