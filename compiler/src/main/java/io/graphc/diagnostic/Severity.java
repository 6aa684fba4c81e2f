package io.graphc.diagnostic;

import java.util.Locale;

/** How bad a problem is; only errors stop a command. */
public enum Severity {
    ERROR,
    WARNING,
    NOTE;

    /** The lower-case word that users see. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
