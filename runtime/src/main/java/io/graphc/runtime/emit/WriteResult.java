package io.graphc.runtime.emit;

/**
 * What writing one element type did. {@code rows = created + updated + unchanged}.
 *
 * @param rows rows read from the engine
 * @param created elements that the target did not have
 * @param updated elements that it had with other properties or labels
 * @param unchanged elements that it had just so
 */
public record WriteResult(long rows, long created, long updated, long unchanged) {
    /** No row was written. */
    public static final WriteResult NOTHING = new WriteResult(0, 0, 0, 0);

    /** Both together. */
    public WriteResult plus(WriteResult other) {
        return new WriteResult(
                rows + other.rows, created + other.created, updated + other.updated, unchanged + other.unchanged);
    }
}
