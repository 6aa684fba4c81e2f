package io.graphc.plan;

import java.util.Locale;

/** How a model's rows exist on the engine. */
public enum Materialization {
    VIEW,
    TABLE,
    /** Built into the statements of the models that use it. */
    EPHEMERAL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
