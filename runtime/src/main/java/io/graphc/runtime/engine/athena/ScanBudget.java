package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.engine.warehouse.Statement;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How many bytes statements may read, in the whole run and for single models. What is spent is only known when a statement
 * has ended, so the one after it is not started. Safe to use from several threads.
 */
final class ScanBudget {
    private final OptionalLong perRun;
    private final Map<String, Long> limits;
    private final Map<String, Long> spent = new TreeMap<>();
    private long total;

    /**
     * Limits of a run.
     *
     * @param limits of single owners of statements, by id
     */
    ScanBudget(OptionalLong perRun, Map<String, Long> limits) {
        this.perRun = perRun;
        this.limits = new TreeMap<>(limits);
    }

    synchronized void add(String owner, long bytes) {
        total += bytes;
        spent.merge(owner, bytes, Long::sum);
    }

    /** Throws a diagnostic where nothing is left for a statement. */
    synchronized void check(Statement statement) {
        long own = spent.getOrDefault(statement.owner(), 0L);
        Long limit = limits.get(statement.owner());
        if (limit != null && own >= limit) {
            throw spent(statement, "its own limit of " + limit + " bytes", own);
        }
        if (perRun.isPresent() && total >= perRun.getAsLong()) {
            throw spent(statement, "the limit of " + perRun.getAsLong() + " bytes of this run", total);
        }
    }

    private static GraphcException spent(Statement statement, String limit, long bytes) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.SCAN_BUDGET_SPENT, statement.what() + " is not run: " + limit + " is spent")
                .note(bytes + " bytes were read")
                .help("raise `max_bytes_scanned`, or read less: partitions, fewer columns, a selection of models")
                .build());
    }
}
