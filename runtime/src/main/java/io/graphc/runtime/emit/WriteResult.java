package io.graphc.runtime.emit;

/**
 * What writing one element type did. {@code rows = created + updated + unchanged}.
 *
 * @param rows rows read from the engine
 * @param created elements that the target did not have
 * @param updated elements that it had with other properties or labels
 * @param unchanged elements that it had just so
 */
public record WriteResult(long rows, long created, long updated, long unchanged) {}
