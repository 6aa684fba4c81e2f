package io.graphc.runtime;

import java.util.Locale;

/** How a step ended, in dbt's words. */
public enum StepOutcome {
    /** It did what it should. */
    SUCCESS,
    /** A test or check found nothing. */
    PASS,
    /** A test or check finds nothing, as is known without a query. */
    PROVED,
    /** A test or check found something that is only to be looked at. */
    WARN,
    /** A test or check found something. */
    FAIL,
    /** It could not be done. */
    ERROR,
    /** It was left out, because it does not apply here: nothing is wrong. */
    OMITTED,
    /** It was not begun, because of a failure before it or because the run was stopped. */
    SKIPPED;

    /** In run results, where what is proved has passed and what is left out was skipped. */
    public String word() {
        StepOutcome known = this == PROVED ? PASS : this == OMITTED ? SKIPPED : this;
        return known.name().toLowerCase(Locale.ROOT);
    }

    /** Whether what needs this step cannot go on. */
    public boolean blocks() {
        return this == FAIL || this == ERROR || this == SKIPPED;
    }
}
