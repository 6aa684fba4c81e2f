package io.graphc.runtime;

import java.util.Locale;

/** What of a project is done. */
public enum RunMode {
    /** Seeds and models are built, the graph is checked and written. */
    RUN,
    /** Data tests and graph checks look at what is there; nothing is built, nothing is written. */
    TEST,
    /** As {@link #RUN}; the data tests of each model run before the models that read it. */
    BUILD,
    /** As {@link #RUN}, but what would be written is only told. */
    PLAN,
    /** Snapshots are taken, and nothing else. */
    SNAPSHOT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean builds() {
        return this != TEST;
    }

    /** Whether models are made, and the graph of them. */
    boolean buildsModels() {
        return this != TEST && this != SNAPSHOT;
    }

    /** Whether the graph target is written. */
    boolean writesGraph() {
        return this == RUN || this == BUILD;
    }

    boolean takesSnapshots() {
        return this == BUILD || this == SNAPSHOT;
    }

    boolean tests() {
        return this == TEST || this == BUILD;
    }
}
