package io.graphc.runtime.engine.athena;

import io.graphc.runtime.engine.StatementCost;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;
import software.amazon.awssdk.services.athena.model.StatementType;

/** A query that succeeded. */
record FinishedQuery(QueryExecution execution) {
    String id() {
        return execution.queryExecutionId();
    }

    /** Whether its result is lines of text without a header (Athena API reference, "GetQueryResults"). */
    boolean isPlainText() {
        return execution.statementType() == StatementType.DDL
                || execution.statementType() == StatementType.UTILITY
                || "EXPLAIN".equals(execution.substatementType());
    }

    /** The object that lists the files that a query wrote or was about to write, where Athena tells of one. */
    static Optional<String> manifestOf(QueryExecution query) {
        QueryExecutionStatistics statistics = query.statistics();
        return statistics == null ? Optional.empty() : Optional.ofNullable(statistics.dataManifestLocation());
    }

    /** Whether a query that ended badly had not left the queue yet: Athena tells of no time that it ran. */
    static boolean neverRan(QueryExecution query) {
        QueryExecutionStatistics statistics = query.statistics();
        return statistics != null && number(statistics.engineExecutionTimeInMillis()) == 0;
    }

    /** What one attempt cost; what Athena does not tell counts as nothing. */
    static StatementCost costOf(QueryExecution query) {
        QueryExecutionStatistics statistics = query.statistics();
        if (statistics == null) {
            return new StatementCost(1, 0, 0, 0);
        }
        return new StatementCost(
                1,
                number(statistics.dataScannedInBytes()),
                number(statistics.queryQueueTimeInMillis()),
                number(statistics.engineExecutionTimeInMillis()));
    }

    private static long number(@Nullable Long number) {
        return number == null ? 0 : number;
    }
}
