package io.graphc.plan.impact;

import java.util.Locale;

/** The parts of what people write of a model, test or element type that can be modified. */
public enum Aspect {
    /** The text of the file, a test's statement or rows, an exposure, a mapping. */
    BODY,
    /** A macro that it may call. */
    MACROS,
    /** A variable of the project file that it or its macros name. */
    VARS,
    /** Configs in YAML or in the project file, templates not rendered; the materialization. */
    CONFIGS,
    /** The schema, database or alias that they give it. */
    RELATION,
    /** The columns of an enforced contract; of a source or seed its columns. */
    CONTRACT,
    /** The descriptions that are kept on the engine. */
    PERSISTED_DESCRIPTIONS;

    /** How selectors call it: {@code state:modified.body}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
