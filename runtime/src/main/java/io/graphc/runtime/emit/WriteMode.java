package io.graphc.runtime.emit;

/** What is known of rows before they are written. */
public enum WriteMode {
    /**
     * The target has none of them, as far as the state knows. A writer still copes where one is there, because a run may
     * have died after it wrote.
     */
    NEW,
    /** The target has all of them, with other properties or labels. A writer still copes where one is missing. */
    CHANGED,
    /** Nothing is known. */
    UNKNOWN
}
