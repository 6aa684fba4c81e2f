package io.graphc.testkit.athena;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphc.testkit.athena.SqlBackend.Answer;
import io.graphc.testkit.athena.SqlBackend.RefusedSqlException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a query shows.
 *
 * @param error what Athena says of a failure; category 0 for nothing
 * @param result of a query that succeeded
 */
record QueryStatus(
        FakeQuery query,
        String state,
        String reason,
        Problem error,
        @Nullable Answer result,
        long bytes) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Problem NONE = new Problem(0, 0, false);

    /** An error by Athena's catalogue. */
    record Problem(int category, int type, boolean retryable) {}

    static QueryStatus of(FakeQuery query, FakeWorkgroup workgroup, long bytes) {
        boolean done = Objects.requireNonNull(query.work).isDone();
        // What runs behind cannot be stopped, so that its files are there before the end is told.
        if (query.stopped && done) {
            return ended(query, "CANCELLED", "Query was cancelled by user", NONE);
        }
        Optional<String> state = query.nextState();
        boolean works = state.isPresent()
                || query.fault.filter(AthenaFault.Endless.class::isInstance).isPresent()
                || !done;
        if (works) {
            return ended(query, state.orElse("RUNNING"), "", NONE);
        }
        return end(query, workgroup, bytes);
    }

    private static QueryStatus end(FakeQuery query, FakeWorkgroup workgroup, long bytes) {
        if (query.fault.orElse(null) instanceof AthenaFault.BadEnd end) {
            return ended(query, end.state(), end.reason(), new Problem(end.category(), end.type(), end.retryable()));
        }
        boolean reads = query.statement.type().equals("DML");
        if (reads
                && workgroup.cutoff().isPresent()
                && bytes > workgroup.cutoff().getAsLong()) {
            return ended(query, "CANCELLED", "Bytes scanned limit was exceeded", NONE);
        }
        try {
            Answer answer = Objects.requireNonNull(query.work).get();
            return new QueryStatus(query, "SUCCEEDED", "", NONE, answer, reads ? bytes : 0);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedSqlException refused) {
                String message = String.valueOf(refused.getMessage());
                return ended(query, "FAILED", message, new Problem(2, type(message), false));
            }
            throw new IllegalStateException("the engine behind the stand-in", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int type(String message) {
        if (message.startsWith("SYNTAX_ERROR")) {
            return 1006;
        }
        return message.startsWith("TABLE_NOT_FOUND") ? 1110 : 1000;
    }

    private static QueryStatus ended(FakeQuery query, String state, String reason, Problem error) {
        return new QueryStatus(query, state, reason, error, null, 0);
    }

    boolean isBadEnd() {
        return state.equals("FAILED") || state.equals("CANCELLED");
    }

    boolean isEnd() {
        return state.equals("SUCCEEDED") || isBadEnd();
    }

    Answer answer() {
        return Objects.requireNonNull(result);
    }

    ObjectNode toJson() {
        StatementText statement = query.statement;
        ObjectNode json = JSON.createObjectNode();
        json.put("QueryExecutionId", query.id).put("Query", statement.sql());
        json.put("StatementType", statement.type()).put("SubstatementType", statement.kind());
        json.put("WorkGroup", query.workgroup);
        ObjectNode status = json.putObject("Status").put("State", state);
        status.put("SubmissionDateTime", 1_565_649_050.175);
        if (!reason.isEmpty()) {
            status.put("StateChangeReason", reason);
        }
        if (error.category() > 0) {
            status.putObject("AthenaError")
                    .put("ErrorCategory", error.category())
                    .put("ErrorType", error.type())
                    .put("Retryable", error.retryable())
                    .put("ErrorMessage", reason);
        }
        if (!query.output.isEmpty()) {
            json.putObject("ResultConfiguration").put("OutputLocation", ResultFile.address(query));
        }
        if (result != null) {
            statistics(json.putObject("Statistics"));
        } else if (isBadEnd()) {
            ObjectNode statistics = json.putObject("Statistics");
            if (query.statement.writes() && hasRun()) {
                statistics.put("EngineExecutionTimeInMillis", 30);
            }
            manifest(statistics);
        }
        return json;
    }

    /** One that ends before anything is done may have waited in the queue until then. */
    private boolean hasRun() {
        return !(query.fault.orElse(null) instanceof AthenaFault.BadEnd end) || end.afterwards();
    }

    /** Statements of Hive's grammar tell less, as in Athena. */
    private void statistics(ObjectNode statistics) {
        statistics.put("TotalExecutionTimeInMillis", 45).put("QueryQueueTimeInMillis", 12);
        if (query.statement.type().equals("DML")) {
            statistics.put("DataScannedInBytes", bytes).put("EngineExecutionTimeInMillis", 30);
            statistics.put("QueryPlanningTimeInMillis", 5);
        }
        manifest(statistics);
    }

    /** Athena tells it of queries that failed as well, since these may have written files. */
    private void manifest(ObjectNode statistics) {
        if (query.statement.writes() && !query.output.isEmpty()) {
            statistics.put("DataManifestLocation", ResultFile.manifestAddress(query));
        }
    }
}
