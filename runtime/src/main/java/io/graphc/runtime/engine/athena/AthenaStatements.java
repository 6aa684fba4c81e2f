package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.engine.StatementCost;
import io.graphc.runtime.engine.StatementMeter;
import io.graphc.runtime.engine.warehouse.Statement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/**
 * Runs statements in Athena until they have ended. Each attempt has a token of its own, made from the run, its owner and its
 * number, so that a start whose answer was lost starts nothing twice. Safe to use from several threads.
 */
final class AthenaStatements {
    /** The longest statement in bytes (Athena user guide, "Service Quotas"). */
    static final int STATEMENT_LIMIT = 262_144;

    private static final Logger LOG = LoggerFactory.getLogger(AthenaStatements.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(100);

    private final AthenaClient client;
    private final AthenaCalls calls;
    private final AthenaProfile profile;
    private final Workgroup workgroup;
    private final ResultReuse reuse;
    private final ScanBudget budget;
    private final String run;
    private final QueryWatch watch;
    private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();

    /**
     * Statements of one run.
     *
     * @param run an id of the run that no other run has
     */
    AthenaStatements(AthenaClient client, AthenaCalls calls, Setting setting, ScanBudget budget, String run) {
        this.client = client;
        this.calls = calls;
        this.profile = setting.profile();
        this.workgroup = setting.workgroup();
        this.reuse = setting.reuse();
        this.budget = budget;
        this.run = run;
        this.watch = new QueryWatch(client, calls, profile.longestPoll());
    }

    /** Where statements run. */
    record Setting(AthenaProfile profile, Workgroup workgroup, ResultReuse reuse) {}

    /** Whether a statement can be run again after it failed on Athena's side. */
    enum Repeat {
        /** It changes nothing, or all of its changes are made at once. */
        SAFE,
        /** A part of its rows may be there already. */
        NEVER
    }

    /** Runs a statement that can be run again as it is. */
    FinishedQuery run(Statement statement) {
        return run(statement, Repeat.SAFE, attempt -> statement.sql());
    }

    /**
     * Runs a statement to its end.
     *
     * @param sql the text of an attempt, which is counted from 1
     */
    FinishedQuery run(Statement statement, Repeat repeat, IntFunction<String> sql) {
        return run(statement, repeat, sql, id -> {});
    }

    /**
     * Runs a statement to its end.
     *
     * @param sql the text of an attempt, which is counted from 1
     * @param started is told the id of each attempt as soon as it runs
     */
    FinishedQuery run(Statement statement, Repeat repeat, IntFunction<String> sql, Consumer<String> started) {
        int number = numbers.computeIfAbsent(statement.owner(), owner -> new AtomicInteger())
                .incrementAndGet();
        for (int attempt = 1; ; attempt++) {
            budget.check(statement);
            String text = sql.apply(attempt);
            QueryExecution query = attempt(statement, request(statement, text, number + "/" + attempt), started);
            StatementCost cost = FinishedQuery.costOf(query);
            StatementMeter.spent(cost);
            budget.add(statement.owner(), cost.bytesScanned());
            QueryExecutionState state = query.status().state();
            if (state == QueryExecutionState.SUCCEEDED && !calls.cancelled().getAsBoolean()) {
                return new FinishedQuery(query);
            }
            boolean again = state == QueryExecutionState.FAILED
                    && repeat == Repeat.SAFE
                    && attempt <= profile.retries()
                    && AthenaErrors.isTransient(query.status());
            if (!again || calls.cancelled().getAsBoolean()) {
                throw ended(statement, query);
            }
            calls.patience()
                    .pause(calls.patience().beforeRetry(attempt, FIRST_PAUSE, LONGEST_PAUSE), calls.cancelled());
        }
    }

    private FailedQueryException ended(Statement statement, QueryExecution query) {
        Diagnostic problem;
        if (calls.cancelled().getAsBoolean()) {
            problem = AthenaErrors.cancelled(statement);
        } else if (query.status().state() == QueryExecutionState.CANCELLED) {
            problem = AthenaErrors.killed(statement, query);
        } else {
            problem = AthenaErrors.failed(statement, query);
        }
        return new FailedQueryException(problem, FinishedQuery.manifestOf(query));
    }

    private QueryExecution attempt(Statement statement, StartQueryExecutionRequest request, Consumer<String> started) {
        if (calls.cancelled().getAsBoolean()) {
            throw new GraphcException(AthenaErrors.cancelled(statement));
        }
        checkLength(statement, request.queryString());
        String id = calls.send(statement.what(), () -> client.startQueryExecution(request))
                .queryExecutionId();
        // Whoever cancels from now on finds it; who did before is heard here.
        watch.add(id, true);
        if (calls.cancelled().getAsBoolean()) {
            stop(id);
        }
        try {
            started.accept(id);
            return watch.awaitEnd(id, () -> false).orElseThrow();
        } catch (GraphcException e) {
            // Nobody waits for it any more, so that nobody would stop it later.
            stop(id);
            throw e;
        }
    }

    private static void checkLength(Statement statement, String sql) {
        int bytes = sql.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > STATEMENT_LIMIT) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.STATEMENT_TOO_LONG,
                            statement.what() + " is a statement of " + bytes + " bytes, Athena takes "
                                    + STATEMENT_LIMIT)
                    .help("make a table of a part of it, so that its text is not built in")
                    .build());
        }
    }

    private StartQueryExecutionRequest request(Statement statement, String sql, String number) {
        StartQueryExecutionRequest.Builder request = StartQueryExecutionRequest.builder()
                .queryString(sql)
                .clientRequestToken(Tokens.of(run, statement.owner(), number))
                .workGroup(workgroup.name())
                .queryExecutionContext(context -> context.catalog(profile.catalog()));
        if (workgroup.takesLocation()) {
            profile.staging().ifPresent(place -> request.resultConfiguration(result -> result.outputLocation(place)));
        }
        if (reuse.fits(sql) && !workgroup.managed()) {
            request.resultReuseConfiguration(earlier -> earlier.resultReuseByAgeConfiguration(
                    age -> age.enabled(true).maxAgeInMinutes(reuse.minutes())));
        }
        return request.build();
    }

    /**
     * The end of a query that another run has started, waited for where need be; empty where Athena does not know it. A run
     * that is cancelled meanwhile waits no longer, and leaves the query alone.
     */
    Optional<QueryExecution> end(String id) {
        try {
            calls.retried(() -> client.getQueryExecution(b -> b.queryExecutionId(id)));
        } catch (InvalidRequestException e) {
            LOG.debug("query {} is not known", id, e);
            return Optional.empty();
        } catch (SdkException e) {
            throw new GraphcException(AthenaErrors.refused("looking at a query", e), e);
        }
        watch.add(id, false);
        Optional<QueryExecution> end = watch.awaitEnd(id, calls.cancelled());
        if (end.isEmpty()) {
            throw new GraphcException(AthenaErrors.cancelled(new Statement("", "waiting for query " + id, "")));
        }
        return end;
    }

    /** Asks Athena to stop whatever this run has started; those that wait for it go on waiting until it has ended. */
    void stopAll() {
        watch.running().forEach(this::stop);
    }

    /** A query that cannot be stopped ends by itself, and whoever waits for it tells how. */
    private void stop(String id) {
        try {
            client.stopQueryExecution(b -> b.queryExecutionId(id));
        } catch (SdkException e) {
            LOG.debug("query {} was not stopped", id, e);
        }
    }
}
