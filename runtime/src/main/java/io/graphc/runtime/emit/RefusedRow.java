package io.graphc.runtime.emit;

/**
 * A row that the graph target refuses because of what it holds.
 *
 * @param id of the element
 * @param reason in the target's words
 */
public record RefusedRow(String id, String reason) {}
