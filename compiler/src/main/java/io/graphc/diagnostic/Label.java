package io.graphc.diagnostic;

import io.graphc.source.SourceSpan;

/** Another place that a problem involves, with a few words on its part in it. */
public record Label(SourceSpan span, String text) {}
