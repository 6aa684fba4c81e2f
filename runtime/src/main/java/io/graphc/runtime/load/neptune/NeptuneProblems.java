package io.graphc.runtime.load.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Excerpt;
import io.graphc.diagnostic.GraphcException;
import io.graphc.diagnostic.Severity;
import io.graphc.runtime.load.LoadError;
import io.graphc.runtime.load.LoadJob;
import io.graphc.runtime.load.LoadRecord;
import java.util.List;
import java.util.Locale;

/** What goes wrong with a Neptune cluster and its loader, as diagnostics; Neptune's own words stand in a note. */
final class NeptuneProblems {
    private static final int SHOWN = 5;
    private static final int LENGTH = 200;
    private static final String AGAIN = "the state is as it was: `graphc run` loads it again";

    private final NeptuneOutput output;

    NeptuneProblems(NeptuneOutput output) {
        this.output = output;
    }

    /** A call that failed for a reason that has nothing to do with what was asked for, or is refused for good. */
    GraphcException failed(String work, NeptuneCallException thrown) {
        return new GraphcException(diagnostic(work, thrown.failure()), thrown);
    }

    private Diagnostic diagnostic(String work, NeptuneFailure failure) {
        String where = "Neptune at " + output.host();
        return switch (failure.kind()) {
            case LOST, UNKNOWN_LOAD ->
                Diagnostic.of(DiagnosticCode.NEPTUNE_UNREACHABLE, where + " does not answer: " + work)
                        .note(failure.note())
                        .help(
                                "check that `endpoint` names the cluster, that it runs, and that this machine is inside its"
                                        + " VPC and may reach the port")
                        .build();
            case UNSAFE ->
                Diagnostic.of(DiagnosticCode.NEPTUNE_UNREACHABLE, "no safe connection to " + where)
                        .note(failure.note())
                        .help("the certificate has to be valid for this host; name its authority in `tls_certificate`"
                                + " where the JDK does not know it")
                        .build();
            case DENIED ->
                Diagnostic.of(DiagnosticCode.NEPTUNE_DENIED, where + " does not let this user in: " + work)
                        .note(failure.note())
                        .help("check that the AWS credentials are there and valid, `region_name`, and that they may do"
                                + " neptune-db actions on this cluster")
                        .build();
            case READ_ONLY ->
                Diagnostic.of(DiagnosticCode.NEPTUNE_READ_ONLY, where + " takes no changes: " + work)
                        .note(failure.note())
                        .help("name the writer in `endpoint`: the cluster endpoint follows it, a reader or instance"
                                + " endpoint does not")
                        .build();
            case BUSY ->
                Diagnostic.of(DiagnosticCode.NEPTUNE_QUERY_FAILED, where + " could not do this in time: " + work)
                        .note(failure.note())
                        .help("other work on the cluster is in the way, again and again; run when it is quiet")
                        .build();
            case TOO_BIG, REFUSED ->
                Diagnostic.of(DiagnosticCode.NEPTUNE_QUERY_FAILED, where + " refuses this: " + work)
                        .note(failure.note())
                        .build();
        };
    }

    /** A start that the loader refuses: Amazon Neptune user guide, "Neptune loader errors". */
    GraphcException refusedStart(String source, NeptuneCallException thrown) {
        NeptuneFailure failure = thrown.failure();
        String text = failure.message().toLowerCase(Locale.ROOT);
        if (failure.kind() != NeptuneFailure.Kind.REFUSED && failure.status() != 500) {
            return failed("starting a load of `" + source + "`", thrown);
        }
        Diagnostic.Builder problem;
        if (text.contains("credential for iam_role_arn") || text.contains("s3 access key")) {
            problem = Diagnostic.of(
                            DiagnosticCode.LOADER_ROLE,
                            "Neptune's loader cannot take on the role `" + output.role() + "`")
                    .note(failure.note())
                    .help("attach the role to the cluster (AddRoleToDBCluster), with `rds.amazonaws.com` as its trusted"
                            + " service");
        } else if (text.contains("not in provided region")) {
            problem = Diagnostic.of(
                            DiagnosticCode.LOAD_REGION_DIFFERS, "`" + source + "` is not in the region of the load")
                    .note(failure.note())
                    .help("bucket and cluster have to be in one region, which `region_name` names");
        } else if (text.contains("bucket not found") || text.contains("does not exist/not reachable")) {
            problem = Diagnostic.of(
                            DiagnosticCode.LOAD_SOURCE_MISSING, "Neptune's loader does not find `" + source + "`")
                    .note(failure.note())
                    .help("check `location`, and that `loader_role_arn` may list and read it");
        } else if (text.contains("s3 list operation") || text.contains("s3 endpoint") || text.contains("from s3")) {
            problem = Diagnostic.of(
                            DiagnosticCode.LOAD_SOURCE_UNREADABLE, "Neptune's loader cannot read `" + source + "`")
                    .note(failure.note())
                    .help(
                            "the role needs s3:Get* and s3:List* on the bucket, and the cluster's VPC an endpoint for S3");
        } else {
            problem = Diagnostic.of(
                            DiagnosticCode.LOAD_REQUEST_REFUSED, "Neptune refuses to start a load of `" + source + "`")
                    .note(failure.note());
        }
        return new GraphcException(problem.build(), thrown);
    }

    static boolean isQueueFull(NeptuneFailure failure) {
        String text = failure.message().toLowerCase(Locale.ROOT);
        return text.contains("concurrent load limit") || text.contains("queue size limit");
    }

    GraphcException queueFull(String source, NeptuneCallException thrown) {
        return new GraphcException(
                Diagnostic.of(
                                DiagnosticCode.LOADER_QUEUE_FULL,
                                "no room for a load of `" + source + "` came free in " + words())
                        .note(thrown.failure().note())
                        .help("wait until other loads have ended, set `queue_request: true`, or raise `wait_timeout`")
                        .build(),
                thrown);
    }

    private String words() {
        return output.waitTimeout().toMinutes() > 0
                ? output.waitTimeout().toMinutes() + " minutes"
                : output.waitTimeout().toSeconds() + " seconds";
    }

    /** A job that is left alone while it is under way. */
    Diagnostic unfinished(LoadJob job, String reason) {
        return Diagnostic.of(
                        DiagnosticCode.LOAD_NOT_FINISHED,
                        "load " + job.id() + " is " + job.state() + " still: " + reason)
                .note("it loads `" + job.source() + "` and goes on without graphc")
                .help("`graphc load status` says how far it is, `graphc load cancel " + job.id()
                        + "` ends it; the next `graphc run` waits for it, or raise `wait_timeout`")
                .build();
    }

    String timeIsUp() {
        return "graphc waited for " + words();
    }

    /** The end of a job that did not load everything. */
    Diagnostic ended(LoadJob job, List<LoadError> errors) {
        if (job.state().equals(LoadJob.FORGOTTEN)) {
            return forgotten(job);
        }
        Diagnostic.Builder problem = Diagnostic.of(code(job.state(), errors), message(job));
        problem.note(job.records() + " records read, " + job.parsingErrors() + " could not be parsed, "
                + job.datatypeErrors() + " not of their type, " + job.insertErrors() + " not inserted");
        errors.stream().limit(SHOWN).forEach(error -> problem.note(words(error)));
        if (errors.size() > SHOWN) {
            problem.note("and " + (errors.size() - SHOWN) + " more");
        }
        return problem.help(help(job.state())).build();
    }

    private static String words(LoadError error) {
        return Excerpt.ofLines(
                error.code() + " in `" + error.file().substring(error.file().lastIndexOf('/') + 1) + "`"
                        + (error.record() > 0 ? ", record " + error.record() : "") + ": " + error.message(),
                LENGTH);
    }

    private static String message(LoadJob job) {
        String load = "load " + job.id() + " of `" + job.source() + "`";
        return job.state().equals("LOAD_COMPLETED")
                ? load + " left " + job.errors() + " entries out"
                : load + " ended with " + job.state();
    }

    private static DiagnosticCode code(String state, List<LoadError> errors) {
        boolean denied = errors.stream().anyMatch(error -> error.code().equals("S3_ACCESS_DENIED_ERROR"));
        return switch (state) {
            case "LOAD_COMPLETED" -> DiagnosticCode.LOAD_INCOMPLETE;
            case "LOAD_COMMITTED_W_WRITE_CONFLICTS" -> DiagnosticCode.LOAD_CONFLICTS;
            case "LOAD_CANCELLED_BY_USER" -> DiagnosticCode.LOAD_CANCELLED;
            case "LOAD_S3_READ_ERROR", "LOAD_S3_ACCESS_DENIED_ERROR" -> DiagnosticCode.LOAD_SOURCE_UNREADABLE;
            case "LOAD_DATA_DEADLOCK" -> DiagnosticCode.LOAD_DEADLOCK;
            case "LOAD_DATA_FAILED_DUE_TO_FEED_MODIFIED_OR_DELETED" -> DiagnosticCode.LOAD_FILES_CHANGED;
            case "LOAD_FAILED_BECAUSE_DEPENDENCY_NOT_SATISFIED" -> DiagnosticCode.LOAD_DEPENDENCY_FAILED;
            case "LOAD_FAILED_INVALID_REQUEST" -> DiagnosticCode.LOAD_REQUEST_REFUSED;
            default -> denied ? DiagnosticCode.LOAD_SOURCE_UNREADABLE : DiagnosticCode.LOAD_FAILED;
        };
    }

    private static String help(String state) {
        return switch (state) {
            case "LOAD_COMPLETED" ->
                "what was left out stands in the reject report; mend it, then `graphc run` loads it";
            case "LOAD_COMMITTED_W_WRITE_CONFLICTS" ->
                "write to the cluster from elsewhere less, lower `parallelism`, then `graphc run` again";
            case "LOAD_CANCELLED_BY_USER" -> "what it had loaded stays; " + AGAIN;
            case "LOAD_S3_READ_ERROR", "LOAD_S3_ACCESS_DENIED_ERROR" ->
                "the role needs s3:Get*, s3:List* and, for encrypted files, kms:Decrypt; then `graphc run` again";
            case "LOAD_DATA_DEADLOCK" -> "lower `parallelism`; nothing of it was kept, " + AGAIN;
            case "LOAD_DATA_FAILED_DUE_TO_FEED_MODIFIED_OR_DELETED" ->
                "look for what else writes below `location`, such as a lifecycle rule; " + AGAIN;
            case "LOAD_FAILED_INVALID_REQUEST" -> "check `loader_role_arn`, `region_name` and `location`";
            default -> "what it had loaded stays; mend the reason, then " + AGAIN;
        };
    }

    /** No record says that this load is graphc's. */
    GraphcException notOurs(String id) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.LOAD_NOT_OURS, "no record of this graph output has the load `" + id + "`")
                        .note("graphc leaves loads alone that it did not start")
                        .help("`graphc load status` lists those that it knows")
                        .build());
    }

    /** A job whose end Neptune cannot tell any more. */
    Diagnostic forgotten(LoadJob job) {
        return unknown(job).help("`graphc run` loads what is missing").build();
    }

    /** The same of a load that another one takes the place of. */
    Diagnostic forgottenBefore(LoadJob job) {
        return unknown(job)
                .severity(Severity.WARNING)
                .help("how it ended cannot be told, so its rows are loaded again")
                .build();
    }

    private Diagnostic.Builder unknown(LoadJob job) {
        return Diagnostic.of(
                        DiagnosticCode.LOAD_UNKNOWN,
                        "Neptune at " + output.host() + " does not know load `" + job.id() + "` any more")
                .note("it keeps the last 1024 loads");
    }

    /** A load that was made for another cluster. */
    Diagnostic elsewhere(LoadRecord record) {
        return Diagnostic.of(
                        DiagnosticCode.LOAD_UNKNOWN,
                        "the last load of this graph went to Neptune at " + record.endpoint() + ", not to "
                                + output.host())
                .severity(Severity.WARNING)
                .note("it was not ended: what it has loaded there is not looked at")
                .build();
    }
}
