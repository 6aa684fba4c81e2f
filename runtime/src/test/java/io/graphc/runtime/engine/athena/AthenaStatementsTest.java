package io.graphc.runtime.engine.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.aws.AwsService;
import io.graphc.runtime.engine.StatementCost;
import io.graphc.runtime.engine.StatementMeter;
import io.graphc.runtime.engine.warehouse.Statement;
import io.graphc.testkit.athena.AthenaFault.BadEnd;
import io.graphc.testkit.athena.AthenaFault.Endless;
import io.graphc.testkit.athena.AthenaFault.LostAnswer;
import io.graphc.testkit.athena.AthenaFault.Refusal;
import io.graphc.testkit.athena.FakeAthena;
import io.graphc.testkit.athena.FakeWorkgroup;
import io.graphc.testkit.athena.ObjectShelf;
import io.graphc.testkit.athena.SqlBackend;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** The protocol of Athena, spoken by the real SDK to the stand-in: every fault its code, nothing twice, nothing lost. */
class AthenaStatementsTest {
    private static final Statement MODEL = new Statement("model.shop.orders", "model `orders`", "SELECT 1 AS a");

    private final ScriptedSql sql = new ScriptedSql();
    private final FakeAthena athena = FakeAthena.start(sql, ObjectShelf.inMemory());
    private final VirtualTime time = new VirtualTime();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AthenaCalls calls = new AthenaCalls(time.patience(), cancelled::get);
    private final AwsAccess access = AwsAccess.of(
            Map.of(
                    "region_name", "eu-central-1",
                    "aws_access_key_id", "key",
                    "aws_secret_access_key", "secret",
                    "endpoint_url", athena.address().toString()),
            "output `prod`");
    private final AthenaClient client = access.client(AwsService.ATHENA, AthenaClient.builder(), 1);

    @AfterEach
    void close() {
        client.close();
        access.close();
        athena.close();
    }

    private static AthenaProfile profile(Map<String, Object> settings) {
        return AthenaProfile.of(new EngineTarget("prod", "athena", "analytics", 4, settings));
    }

    private AthenaStatements statements() {
        return statements(new ScanBudget(OptionalLong.empty(), Map.of()));
    }

    private AthenaStatements statements(ScanBudget budget) {
        return statements(calls, budget);
    }

    private AthenaStatements statements(AthenaCalls asking) {
        return statements(asking, new ScanBudget(OptionalLong.empty(), Map.of()));
    }

    private AthenaStatements statements(AthenaCalls asking, ScanBudget budget) {
        return new AthenaStatements(
                client,
                asking,
                new AthenaStatements.Setting(
                        profile(Map.of("s3_staging_dir", "s3://results/")),
                        Workgroup.unknown("primary"),
                        ResultReuse.NEVER),
                budget,
                "run-1");
    }

    private Diagnostic failure(AthenaStatements statements) {
        return failure(() -> statements.run(MODEL));
    }

    private static Diagnostic failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        GraphcException[] thrown = new GraphcException[1];
        assertThatThrownBy(action).asInstanceOf(type(GraphcException.class)).satisfies(found -> thrown[0] = found);
        return thrown[0].diagnostic();
    }

    @Test
    void waitsLongerAndLongerAndTakesStatesThatGoBack() {
        athena.states("QUEUED", "RUNNING", "QUEUED", "RUNNING", "RUNNING", "RUNNING", "RUNNING", "RUNNING", "RUNNING");

        StatementMeter.take();
        statements().run(MODEL);

        assertThat(StatementMeter.take()).isEqualTo(new StatementCost(1, 1000, 12, 30));
        assertThat(athena.calls()).containsOnlyOnce("StartQueryExecution");
        assertThat(time.waits()).startsWith(Duration.ofMillis(150), Duration.ofMillis(225), Duration.ofMillis(337));
        assertThat(athena.calls().stream().filter("GetQueryExecution"::equals))
                .as("ten looks, each pause longer than the one before, up to two seconds")
                .hasSize(10);
        assertThat(time.passed()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
    }

    @Test
    void startsOnceWhenAnAnswerIsLost() {
        athena.fail("StartQueryExecution", new LostAnswer(), new LostAnswer());

        statements().run(MODEL);

        assertThat(athena.calls()).filteredOn("StartQueryExecution"::equals).hasSize(3);
        assertThat(athena.statements()).containsExactly("SELECT 1 AS a");
    }

    @Test
    void runsTheSameStatementTwiceWhenAskedTwice() {
        AthenaStatements statements = statements();
        statements.run(MODEL);
        statements.run(MODEL);

        assertThat(athena.statements()).hasSize(2);
    }

    @Test
    void waitsOutThrottlingOfEveryCall() {
        athena.fail("StartQueryExecution", Refusal.throttled(), Refusal.queueFull(), Refusal.queueFull());
        athena.fail("GetQueryExecution", Refusal.throttled(), new Refusal(500, "InternalServerException", "oops"));

        statements().run(MODEL);

        assertThat(athena.statements()).hasSize(1);
    }

    @Test
    void givesUpAfterMinutesOfThrottling() {
        Refusal[] many = Collections.nCopies(200, Refusal.throttled()).toArray(Refusal[]::new);
        athena.fail("StartQueryExecution", many);

        Diagnostic problem = failure(statements());

        assertThat(problem.code()).isEqualTo(DiagnosticCode.AWS_BUSY);
        assertThat(problem.notes()).anyMatch(note -> note.contains("Rate exceeded") && note.contains("request"));
        assertThat(time.passed()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    }

    @Test
    void runsAgainWhatFailedOnAthenasSide() {
        athena.failStatement(
                "SELECT 1",
                BadEnd.failed(1, 100, true, "INTERNAL_ERROR"),
                BadEnd.failed(3, 1403, false, "Amazon S3: SlowDown"),
                BadEnd.failed(3, 233, false, "ICEBERG_COMMIT_ERROR: conflict"));

        StatementMeter.take();
        statements().run(MODEL);

        assertThat(StatementMeter.take().statements()).isEqualTo(4);
        assertThat(athena.statements()).hasSize(4);
    }

    @Test
    void asksForTheTextOfEachAttempt() {
        athena.failStatement("attempt 1", BadEnd.failed(1, 100, true, "INTERNAL_ERROR"));

        statements().run(MODEL, AthenaStatements.Repeat.SAFE, attempt -> "SELECT 'attempt " + attempt + "'");

        assertThat(athena.statements()).containsExactly("SELECT 'attempt 1'", "SELECT 'attempt 2'");
    }

    @Test
    void neverRepeatsWhatMayHaveWrittenRows() {
        athena.failStatement("SELECT 1", BadEnd.failed(1, 100, true, "INTERNAL_ERROR"));

        Diagnostic problem =
                failure(() -> statements().run(MODEL, AthenaStatements.Repeat.NEVER, attempt -> MODEL.sql()));

        assertThat(problem.code()).isEqualTo(DiagnosticCode.AWS_BUSY);
        assertThat(athena.statements()).hasSize(1);
    }

    @Test
    void givesUpWhenAthenaGoesOnFailing() {
        BadEnd[] many = Collections.nCopies(20, BadEnd.failed(1, 100, true, "INTERNAL_ERROR"))
                .toArray(BadEnd[]::new);
        athena.failStatement("SELECT 1", many);

        assertThat(failure(statements()).code()).isEqualTo(DiagnosticCode.AWS_BUSY);
        assertThat(athena.statements()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | 1006 | SYNTAX_ERROR: line 1:8: Column 'x' cannot be resolved | QUERY_FAILED",
                "2 | 1110 | TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.a.b' does not exist | RELATION_GONE",
                "2 | 1000 | HIVE_CANNOT_OPEN_SPLIT: Error opening Hive split: NoSuchKey | RELATION_GONE",
                "2 | 1500 | Insufficient permissions to execute the query. | AWS_ACCESS_DENIED",
                "2 | 1000 | Access Denied (Service: Amazon S3; Status Code: 403; Request ID: X) | AWS_ACCESS_DENIED",
                "2 | 1306 | The specified bucket does not exist (Service: Amazon S3) | BUCKET_MISSING",
                "2 | 1000 | The S3 location provided is invalid: bucket is in this region: eu-west-1 | BUCKET_ELSEWHERE",
                "2 | 1000 | HIVE_PATH_ALREADY_EXISTS: Target directory for table 'a.b' already exists | LOCATION_NOT_EMPTY",
                "2 | 1000 | HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers | TOO_MANY_PARTITIONS",
                "2 | 1000 | The provided token has expired (ExpiredToken) | AWS_CREDENTIALS",
                "2 | 3 | Query exhausted resources at this scale factor | QUERY_RESOURCES",
                "2 | 210 | Query timeout | QUERY_RESOURCES"
            })
    void saysWhatAFailedQueryMeansAndDoesNotRepeatIt(int category, int error, String reason, DiagnosticCode code) {
        athena.failStatement("SELECT 1", BadEnd.failed(category, error, false, reason));

        Diagnostic problem = failure(statements());

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.message()).startsWith("model `orders` ");
        assertThat(problem.notes()).contains("Athena: " + reason);
        assertThat(problem.notes()).anyMatch(note -> note.startsWith("query "));
        assertThat(athena.statements()).hasSize(1);
    }

    @Test
    void tellsThatSomebodyStoppedAQuery() {
        athena.failStatement("SELECT 1", BadEnd.killed("Query cancelled by user"));

        assertThat(failure(statements()).code()).isEqualTo(DiagnosticCode.QUERY_KILLED);
    }

    @Test
    void tellsThatTheWorkgroupStoppedAQuery() {
        athena.workgroup(FakeWorkgroup.open("primary").withCutoff(10_000_000)).bytesPerQuery(10_000_001);

        assertThat(failure(statements()).code()).isEqualTo(DiagnosticCode.BYTES_CUTOFF);
    }

    @ParameterizedTest
    @CsvSource({
        "ExpiredTokenException, AWS_CREDENTIALS",
        "UnrecognizedClientException, AWS_CREDENTIALS",
        "AccessDeniedException, AWS_ACCESS_DENIED"
    })
    void tellsThatAWSRefusesTheCaller(String exception, DiagnosticCode code) {
        athena.fail(
                "StartQueryExecution", new Refusal(400, exception, "User is not allowed: athena:StartQueryExecution"));

        Diagnostic problem = failure(statements());

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.notes()).anyMatch(note -> note.contains("request "));
        assertThat(athena.statements()).isEmpty();
    }

    @Test
    void tellsThatCredentialsExpireWhileAQueryRuns() {
        athena.fail("GetQueryExecution", new Refusal(400, "ExpiredTokenException", "The security token has expired"));

        assertThat(failure(statements()).code()).isEqualTo(DiagnosticCode.AWS_CREDENTIALS);
    }

    @Test
    void tellsThatNobodyAnswers() {
        athena.close();

        assertThat(failure(statements()).code()).isEqualTo(DiagnosticCode.AWS_UNREACHABLE);
    }

    @Test
    void tellsThatAWorkgroupIsDisabledOrHasNoPlaceForResults() {
        athena.workgroup(FakeWorkgroup.open("primary").disabled());
        assertThat(failure(statements()).code()).isEqualTo(DiagnosticCode.WORKGROUP_UNUSABLE);

        athena.workgroup(FakeWorkgroup.open("primary"));
        AthenaStatements nowhere = new AthenaStatements(
                client,
                calls,
                new AthenaStatements.Setting(profile(Map.of()), Workgroup.unknown("primary"), ResultReuse.NEVER),
                new ScanBudget(OptionalLong.empty(), Map.of()),
                "run-2");
        assertThat(failure(nowhere).code()).isEqualTo(DiagnosticCode.WORKGROUP_UNUSABLE);
    }

    @Test
    void stopsBeforeTheStatementThatHasNoBytesLeft() {
        AthenaStatements statements =
                statements(new ScanBudget(OptionalLong.of(2_500), Map.of("model.shop.orders", 1_500L)));
        statements.run(MODEL);
        statements.run(MODEL);

        assertThat(failure(statements).message()).contains("its own limit of 1500 bytes");
        Statement other = new Statement("model.shop.users", "model `users`", "SELECT 2");
        statements.run(other);
        Diagnostic problem = failure(() -> statements.run(other));
        assertThat(problem.code()).isEqualTo(DiagnosticCode.SCAN_BUDGET_SPENT);
        assertThat(problem.message()).contains("2500 bytes of this run");
        assertThat(athena.statements()).hasSize(3);
    }

    @Test
    void refusesAStatementThatIsTooLongByItsBytes() {
        Statement most = MODEL.withSql("SELECT '" + "ä".repeat((AthenaStatements.STATEMENT_LIMIT - 10) / 2) + "' ");
        statements().run(most);

        Diagnostic problem = failure(() -> statements().run(most.withSql(most.sql() + "--")));

        assertThat(problem.code()).isEqualTo(DiagnosticCode.STATEMENT_TOO_LONG);
        assertThat(athena.statements()).hasSize(1);
    }

    @Test
    void stopsWhatRunsWhenCancelled() throws InterruptedException {
        athena.failStatement("SELECT 1", new Endless());
        AthenaStatements statements = statements();
        List<Diagnostic> problems = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(1);
        Thread runner = new Thread(() -> {
            problems.add(failure(statements));
            done.countDown();
        });
        runner.start();
        while (athena.calls().stream().noneMatch("GetQueryExecution"::equals)) {
            Thread.onSpinWait();
        }

        cancelled.set(true);
        statements.stopAll();

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).isEqualTo("model `orders` was cancelled"));
        assertThat(athena.calls()).contains("StopQueryExecution");
        assertThat(failure(statements).message()).isEqualTo("model `orders` was cancelled");
        assertThat(athena.statements()).hasSize(1);
    }

    @Test
    @Timeout(20)
    void stopsAQueryThatHasJustStartedWhenTheRunIsCancelled() {
        athena.failStatement("SELECT 1", new Endless());
        AtomicReference<AthenaStatements> running = new AtomicReference<>();
        AtomicBoolean asked = new AtomicBoolean();
        // The run is cancelled just after it was asked for the first time whether it is, with the query started.
        AthenaCalls watched = new AthenaCalls(time.patience(), () -> {
            if (athena.statements().isEmpty() || asked.getAndSet(true)) {
                return cancelled.get();
            }
            cancelled.set(true);
            running.get().stopAll();
            return false;
        });
        running.set(statements(watched));

        assertThat(failure(running.get()).message()).isEqualTo("model `orders` was cancelled");

        assertThat(athena.calls()).contains("StopQueryExecution");
    }

    @Test
    @Timeout(20)
    void waitsNoLongerForAQueryOfAnotherRunWhenItIsCancelledAndLeavesItAlone() {
        athena.failStatement("SELECT 1", new Endless());
        String others = client.startQueryExecution(query -> query.queryString("SELECT 1 AS a")
                        .clientRequestToken("token-of-another-run-1234567890123")
                        .resultConfiguration(result -> result.outputLocation("s3://results/")))
                .queryExecutionId();
        AtomicReference<AthenaStatements> running = new AtomicReference<>();
        AtomicInteger asked = new AtomicInteger();
        AthenaCalls watched = new AthenaCalls(time.patience(), () -> {
            if (asked.incrementAndGet() == 10) {
                running.get().stopAll();
                cancelled.set(true);
            }
            return cancelled.get();
        });
        running.set(statements(watched));

        assertThat(failure(() -> running.get().end(others)).message())
                .isEqualTo("waiting for query " + others + " was cancelled");

        assertThat(athena.calls()).contains("GetQueryExecution").doesNotContain("StopQueryExecution");
    }

    @Test
    void stopsAQueryThatItCannotLookAtAnyMore() {
        athena.failStatement("SELECT 1", new Endless());
        athena.fail("GetQueryExecution", new Refusal(400, "AccessDeniedException", "not allowed"));

        assertThat(failure(statements()).code()).isEqualTo(DiagnosticCode.AWS_ACCESS_DENIED);

        assertThat(athena.calls()).contains("StopQueryExecution");
    }

    @Test
    void looksAtManyQueriesInOneCall() throws InterruptedException {
        athena.states(Collections.nCopies(12, "RUNNING").toArray(String[]::new));
        AthenaStatements statements = statements();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> statements.run(new Statement("model." + i, "model", "SELECT " + i))))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(athena.statements()).hasSize(8);
        assertThat(athena.calls()).contains("BatchGetQueryExecution");
        assertThat(athena.calls().stream().filter(call -> call.endsWith("GetQueryExecution")))
                .hasSizeLessThan(8 * 13);
    }

    @Test
    @Timeout(20)
    void twoWaitForOneQuery() {
        athena.states("QUEUED", "RUNNING", "RUNNING");
        AthenaStatements statements = statements();
        List<QueryExecutionState> ends = new ArrayList<>();

        // As one does who finds the note of an insert that another thread has just begun.
        statements.run(
                MODEL,
                AthenaStatements.Repeat.NEVER,
                attempt -> MODEL.sql(),
                id -> ends.add(statements.end(id).orElseThrow().status().state()));

        assertThat(ends).containsExactly(QueryExecutionState.SUCCEEDED);
        statements.stopAll();
        assertThat(athena.calls()).as("nobody waits any more").doesNotContain("StopQueryExecution");
    }

    @Test
    void readsEachRowOnceWithTheHeaderOnTheFirstPageAlone() {
        List<List<@Nullable String>> rows = IntStream.range(0, 2500)
                .mapToObj(i ->
                        Arrays.<@Nullable String>asList(String.valueOf(i), i % 3 == 0 ? null : i % 3 == 1 ? "" : "x"))
                .toList();
        sql.answer("SELECT 1", List.of(column("n", "bigint"), column("t", "varchar")), rows);
        athena.pageSize(13);

        ResultCursor cursor = cursor(List.of(Column.of("n", SqlTypes.BIGINT), Column.of("t", SqlTypes.VARCHAR)));

        long count = 0;
        while (cursor.next()) {
            assertThat(cursor.getLong(0)).isEqualTo(count);
            assertThat(cursor.isNull(1)).isEqualTo(count % 3 == 0);
            if (count % 3 == 1) {
                assertThat(cursor.getText(1)).isEmpty();
            }
            count++;
        }
        assertThat(count).isEqualTo(2500);
    }

    @Test
    void goesOnReadingWhenAPageIsThrottled() {
        sql.answer("SELECT 1", List.of(column("n", "bigint")), List.of(List.of("1"), List.of("2"), List.of("3")));
        athena.pageSize(2);
        athena.fail("GetQueryResults", Refusal.throttled(), new LostAnswer());

        ResultCursor cursor = cursor(List.of(Column.of("n", SqlTypes.BIGINT)));

        List<Long> read = new ArrayList<>();
        while (cursor.next()) {
            read.add(cursor.getLong(0));
        }
        assertThat(read).containsExactly(1L, 2L, 3L);
    }

    private ResultCursor cursor(List<Column> columns) {
        FinishedQuery query = statements().run(MODEL);
        return new ResultCursor(new ResultPages(client, calls, "reading", query), columns);
    }

    private static SqlBackend.Column column(String name, String type) {
        return new SqlBackend.Column(name, type);
    }

    @Test
    void keepsTheOrderOfAQueryAndNotThatOfAPartOfIt() {
        List<Column> columns = List.of(Column.of("a", SqlTypes.array(SqlTypes.VARCHAR)));
        String json = "SELECT json_format(CAST(\"a\" AS JSON)) AS \"a\" FROM (\n";

        assertThat(ArrayColumns.asJson(columns, "SELECT a FROM t\nORDER BY b"))
                .isEqualTo(json + "SELECT a FROM t\n)\nORDER BY b");
        assertThat(ArrayColumns.asJson(columns, "SELECT a FROM (SELECT a FROM t\nORDER BY b)"))
                .isEqualTo(json + "SELECT a FROM (SELECT a FROM t\nORDER BY b)\n)");
    }

    @Test
    void readsValuesByTheirTypes() {
        assertThat(ValueText.read(SqlTypes.BOOLEAN, "true")).isEqualTo(true);
        assertThat(ValueText.read(SqlTypes.DOUBLE, "-Infinity")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(ValueText.read(SqlTypes.REAL, "NaN")).isEqualTo(Float.NaN);
        assertThat(ValueText.read(new SqlType.Decimal(5, 2), "1.50")).hasToString("1.50");
        assertThat(ValueText.read(SqlTypes.DATE, "0001-02-03")).isEqualTo(LocalDate.of(1, 2, 3));
        assertThat(ValueText.read(SqlTypes.DATE, "-0044-03-15")).isEqualTo(LocalDate.of(-44, 3, 15));
        assertThat(ValueText.read(SqlTypes.timestamp(3), "2026-11-01 12:34:56.789"))
                .isEqualTo(LocalDateTime.parse("2026-11-01T12:34:56.789"));
        assertThat(ValueText.read(new SqlType.Timestamp(3, true), "2026-11-01 12:00:00.000 Europe/Berlin"))
                .isEqualTo(OffsetDateTime.parse("2026-11-01T11:00:00Z"));
        assertThat(ValueText.read(SqlTypes.VARBINARY, "0a ff")).isEqualTo(new byte[] {10, -1});
        assertThat(ValueText.read(SqlTypes.array(SqlTypes.VARCHAR), "[\"a, b\",null,\"]\"]"))
                .isEqualTo(Arrays.asList("a, b", null, "]"));
        assertThat(ValueText.read(SqlTypes.array(new SqlType.Decimal(20, 2)), "[123456789012345678.10]"))
                .hasToString("[123456789012345678.10]");
    }

    @Test
    void reusesResultsOfQueriesThatReadNoTableOfTheProject() {
        ResultReuse reuse = new ResultReuse(60, Set.of("analytics"));

        assertThat(reuse.fits("SELECT max(a) FROM raw.orders")).isTrue();
        assertThat(reuse.fits("SELECT max(a) FROM \"Analytics\".\"orders\"")).isFalse();
        assertThat(ResultReuse.NEVER.fits("SELECT 1")).isFalse();
    }
}
