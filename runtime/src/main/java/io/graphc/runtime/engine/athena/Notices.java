package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.Diagnostic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What users are to know of a run though nothing failed: each message once, as it comes. Safe to use from several threads. */
final class Notices {
    private final Map<String, Diagnostic> told = new LinkedHashMap<>();

    /** Takes a notice in; of two with one message the first stays, as they differ in the number of a request alone. */
    synchronized void add(Diagnostic notice) {
        told.putIfAbsent(notice.message(), notice);
    }

    synchronized List<Diagnostic> all() {
        return List.copyOf(told.values());
    }
}
