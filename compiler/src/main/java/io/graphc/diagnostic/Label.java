package io.graphc.diagnostic;

import io.graphc.source.SourceSpan;

/** Another place that a problem involves, with a few words on its part in it. */
public record Label(SourceSpan span, String text) {
    private static final String CALL = "called from here";

    /** The place of a call that led to the problem. */
    public static Label call(SourceSpan span) {
        return new Label(span, CALL);
    }

    public boolean isCall() {
        return text.equals(CALL);
    }
}
