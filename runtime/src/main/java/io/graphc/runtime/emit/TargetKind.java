package io.graphc.runtime.emit;

/** What a graph target keeps of the loads that it gets. */
public enum TargetKind {
    /** A graph that loads change, so that one load may hold only what differs from the one before. */
    GRAPH,
    /** The last load. Each one holds all elements, and nothing is remembered of it elsewhere. */
    WHOLE_LOADS,
    /** Nothing: rows are counted as they pass, and only the run that writes them can tell how many there were. */
    NOTHING
}
