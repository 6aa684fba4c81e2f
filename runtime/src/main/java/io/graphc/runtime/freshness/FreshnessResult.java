package io.graphc.runtime.freshness;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.SourceFreshness;
import io.graphc.plan.SourceTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one source table.
 *
 * @param newest the moment of its newest row; empty where that cannot be told
 * @param judgedAt the moment that its age is counted to
 * @param timing when it was looked at, and on which thread
 * @param problem what is to be said of it; nothing when it is fresh
 */
public record FreshnessResult(
        SourceTable table,
        SourceFreshness limits,
        Status status,
        Optional<Instant> newest,
        Instant judgedAt,
        Timing timing,
        Optional<Diagnostic> problem) {
    /** In dbt's words. */
    public enum Status {
        PASS("pass"),
        WARN("warn"),
        ERROR("error"),
        RUNTIME_ERROR("runtime error");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** When something was done, and on which thread. */
    public record Timing(Instant startedAt, Instant completedAt, String thread) {}

    /** How old its newest row is; never less than nothing, whatever clocks say. */
    public Optional<Duration> age() {
        return newest.map(moment -> Duration.between(moment, judgedAt))
                .map(age -> age.isNegative() ? Duration.ZERO : age);
    }
}
