package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Excerpt;
import io.graphc.runtime.aws.AwsFailure;
import io.graphc.runtime.engine.warehouse.Statement;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.model.AthenaError;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;

/** Athena's failures as diagnostics: its own words stay, with what AWS support asks for. */
final class AthenaErrors {
    private static final int SYSTEM = 1;
    private static final int USER = 2;
    private static final int ICEBERG = 233;
    /** Throttling, capacity, and faults of Lake Formation and Glue (Athena user guide, "Athena error catalog"). */
    private static final Set<Integer> TRANSIENT = Set.of(1400, 1401, 1403, 1404, 1405, 1406, 1602, 1700, 1701);

    private static final int NOTE_LENGTH = 600;

    private AthenaErrors() {}

    /** Whether a query that failed may end well when it is run again. */
    static boolean isTransient(QueryExecutionStatus status) {
        AthenaError error = status.athenaError();
        if (error == null || number(error.errorCategory()) == USER) {
            return false;
        }
        int type = number(error.errorType());
        if (type == ICEBERG) {
            return reason(status).contains("ICEBERG_COMMIT_ERROR");
        }
        return Boolean.TRUE.equals(error.retryable())
                || number(error.errorCategory()) == SYSTEM
                || TRANSIENT.contains(type);
    }

    /** A call that AWS refused. */
    static Diagnostic refused(String what, SdkException failure) {
        AwsFailure answer = AwsFailure.of(failure);
        QueryProblem problem = QueryProblem.of(-1, answer.message());
        if (problem == QueryProblem.OTHER || answer.isCommon()) {
            return answer.diagnostic(what).build();
        }
        return explained(what, problem).note(answer.note()).build();
    }

    /** A query that ended badly by itself. */
    static Diagnostic failed(Statement statement, QueryExecution query) {
        AthenaError error = query.status().athenaError();
        int type = error == null ? -1 : number(error.errorType());
        String reason = reason(query.status());
        QueryProblem problem = QueryProblem.of(type, reason);
        Diagnostic.Builder diagnostic = isTransient(query.status())
                ? Diagnostic.of(
                                DiagnosticCode.AWS_BUSY,
                                statement.what() + " stopped with a fault of Athena, also when run again")
                        .help("run `graphc retry` later")
                : explained(statement.what(), problem);
        diagnostic.note("Athena: " + Excerpt.ofLines(reason, NOTE_LENGTH));
        Optional.ofNullable(error)
                .ifPresent(found -> diagnostic.note("error type " + found.errorType() + ", category "
                        + found.errorCategory() + " of Athena's error catalogue"));
        return diagnostic.note("query " + query.queryExecutionId()).build();
    }

    private static Diagnostic.Builder explained(String what, QueryProblem problem) {
        Diagnostic.Builder diagnostic = Diagnostic.of(problem.code(), what + " " + problem.words());
        return problem.help().isEmpty() ? diagnostic : diagnostic.help(problem.help());
    }

    /** A query that somebody else stopped. */
    static Diagnostic killed(Statement statement, QueryExecution query) {
        String reason = reason(query.status());
        QueryProblem problem = QueryProblem.of(-1, reason);
        Diagnostic.Builder diagnostic = problem == QueryProblem.BYTES
                ? explained(statement.what(), problem)
                : Diagnostic.of(DiagnosticCode.QUERY_KILLED, statement.what() + " was stopped in Athena, not by graphc")
                        .help("run `graphc retry`");
        return diagnostic
                .note("Athena: " + (reason.isEmpty() ? "no reason given" : Excerpt.ofLines(reason, NOTE_LENGTH)))
                .note("query " + query.queryExecutionId())
                .build();
    }

    static Diagnostic cancelled(Statement statement) {
        return Diagnostic.of(DiagnosticCode.QUERY_FAILED, statement.what() + " was cancelled")
                .build();
    }

    private static String reason(QueryExecutionStatus status) {
        if (status.stateChangeReason() != null && !status.stateChangeReason().isBlank()) {
            return status.stateChangeReason().strip();
        }
        AthenaError error = status.athenaError();
        return error == null || error.errorMessage() == null
                ? ""
                : error.errorMessage().strip();
    }

    private static int number(@Nullable Integer number) {
        return number == null ? -1 : number;
    }
}
