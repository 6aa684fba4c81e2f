package io.graphc.runtime.policy;

import java.util.Locale;

/** Why a row was rejected; in reject files and run results in lower case. */
public enum RejectReason {
    /** A part of its key is null. */
    NULL_KEY,
    /** The graph target cannot hold one of its values. */
    BAD_VALUE,
    /** No node has the key that it starts at. */
    MISSING_START,
    /** No node has the key that it ends at. */
    MISSING_END,
    /** Other rows have its key and other values. */
    DUPLICATE_KEY,
    /** The graph target refused it when it was written. */
    REFUSED,
    /** It is in the graph, without values that the graph target cannot hold. */
    DROPPED_VALUE;

    /** The code in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
