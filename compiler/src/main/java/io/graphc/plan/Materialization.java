package io.graphc.plan;

import java.util.Locale;

/** How a model's rows exist on the engine. */
public enum Materialization {
    VIEW,
    TABLE,
    /** A table that is made once, and then gets the rows that its query gives in each run. */
    INCREMENTAL,
    /** Built into the statements of the models that use it. */
    EPHEMERAL,
    /** A table that keeps what changed; other than models, snapshots alone are. */
    SNAPSHOT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
