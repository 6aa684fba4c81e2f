package io.graphc.source;

import java.util.List;

/**
 * Where rendered text comes from: the written place, and, for text that a macro wrote, the calls that led there,
 * innermost first.
 */
public record Origin(SourceSpan written, List<SourceSpan> calls) {
    public Origin {
        calls = List.copyOf(calls);
    }

    public static Origin of(SourceSpan written) {
        return new Origin(written, List.of());
    }
}
