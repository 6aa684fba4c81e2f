package io.graphc.runtime.emit.neptune;

import static io.graphc.runtime.emit.GraphFixture.node;
import static io.graphc.runtime.emit.GraphFixture.relationship;
import static io.graphc.runtime.emit.GraphFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.emit.GraphFixture;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.load.LoadJob;
import io.graphc.runtime.load.LoadRecord;
import io.graphc.runtime.load.LoadReport;
import io.graphc.runtime.load.neptune.NeptuneLoads;
import io.graphc.runtime.load.neptune.NeptuneOutput;
import io.graphc.testkit.neptune.NeptuneVertex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a load that meets with every end that Neptune knows, and with every fault on the way there. */
class NeptuneFaultsTest {
    private static final NodePlan USER = node(List.of("User"), text("name"));
    private static final RelationshipPlan KNOWS = relationship("KNOWS", "User", "User", text("since"));

    @TempDir
    Path folder;

    private NeptuneStage stage;

    @BeforeEach
    void start() {
        stage = new NeptuneStage(folder);
    }

    @AfterEach
    void stop() {
        stage.close();
        assertThat(stage.neptune().faultsLeft()).as("never came").isZero();
    }

    private CompiledProject project(Map<String, Object> more) {
        return GraphFixture.project(stage.target(more), Optional.empty(), USER, KNOWS);
    }

    private LoadReport load(Map<String, Object> more, BooleanSupplier stopped) {
        try (GraphWriter writer = stage.writer(project(more))) {
            writer.open(project(more));
            writer.write(
                    USER,
                    GraphFixture.rows(USER, List.of(List.of("User|1", "Ada"), List.of("User|2", "Bob"))),
                    WriteMode.NEW);
            writer.write(
                    KNOWS,
                    GraphFixture.rows(KNOWS, List.of(List.of("KNOWS|1", "User|1", "User|2", "2020"))),
                    WriteMode.NEW);
            LoadReport report = writer.load(stopped);
            if (report.problems().stream().noneMatch(Diagnostic::isError)) {
                writer.commit();
                assertThat(writer.count(USER)).isEqualTo(2);
                assertThat(writer.count(KNOWS)).isEqualTo(1);
            }
            return report;
        }
    }

    private LoadReport load() {
        return load(Map.of(), () -> false);
    }

    private static List<DiagnosticCode> codes(LoadReport report) {
        return report.problems().stream().map(Diagnostic::code).toList();
    }

    private void assertWhole() {
        assertThat(stage.neptune().vertices().values())
                .extracting(NeptuneVertex::id, vertex -> vertex.properties().toString())
                .containsExactly(tuple("User|1", "{name=[Ada]}"), tuple("User|2", "{name=[Bob]}"));
        assertThat(stage.neptune().edges()).containsOnlyKeys("KNOWS|1");
    }

    private List<LoadRecord> records() {
        try (NeptuneLoads loads = loads()) {
            return loads.records();
        }
    }

    private NeptuneLoads loads() {
        CompiledProject project = project(Map.of());
        return new NeptuneLoads(
                NeptuneOutput.of(project.graphTarget()),
                project.graphTarget().settings(),
                folder,
                stage.storage(),
                NeptuneWriter.folder(project),
                NeptuneStage.pace());
    }

    @Test
    void loadsNodesThenRelationshipsInPlacesOfTheirOwn() {
        LoadReport report = load();
        assertThat(report.problems()).isEmpty();
        assertThat(report.jobs()).extracting(LoadJob::kind).containsExactly("nodes", "relationships");
        assertThat(report.jobs()).allMatch(job -> job.source().matches("s3://graphs/loads/demo/[^/]+/[a-z]+/"));
        assertThat(report.jobs()).extracting(LoadJob::records).containsExactly(4L, 2L);
        assertWhole();
        assertThat(records()).extracting(LoadRecord::stage).containsExactly(LoadRecord.Stage.DONE);
    }

    @ParameterizedTest
    @CsvSource({
        "LOAD_CANCELLED_BY_USER,LOAD_CANCELLED",
        "LOAD_CANCELLED_DUE_TO_ERRORS,LOAD_FAILED",
        "LOAD_UNEXPECTED_ERROR,LOAD_FAILED",
        "LOAD_FAILED,LOAD_FAILED",
        "LOAD_S3_READ_ERROR,LOAD_SOURCE_UNREADABLE",
        "LOAD_S3_ACCESS_DENIED_ERROR,LOAD_SOURCE_UNREADABLE",
        "LOAD_DATA_FAILED_DUE_TO_FEED_MODIFIED_OR_DELETED,LOAD_FILES_CHANGED",
        "LOAD_FAILED_INVALID_REQUEST,LOAD_REQUEST_REFUSED",
        "LOAD_OF_A_KIND_NOBODY_KNOWS,LOAD_FAILED"
    })
    void anEndThatIsNoneOfSuccessIsAnErrorAndTheNextLoadRepairsIt(String state, DiagnosticCode code) {
        for (boolean nodes : new boolean[] {true, false}) {
            stage.neptune().endNext(nodes ? new String[] {state} : new String[] {"", state});
            LoadReport failed = load();
            assertThat(codes(failed)).containsExactly(code);
            String message = failed.problems().get(0).message();
            assertThat(message).contains(state);
            assertThat(stage.neptune().troubles()).anyMatch(message::contains);
            assertThat(load().problems()).isEmpty();
            assertWhole();
        }
    }

    @Test
    void resumesWhatMetWithConflictsAndStartsWhatDependsOnItAgain() {
        stage.neptune().endNext("LOAD_COMMITTED_W_WRITE_CONFLICTS", "", "LOAD_COMMITTED_W_WRITE_CONFLICTS");
        LoadReport report = load();
        assertThat(report.problems()).isEmpty();
        assertThat(stage.neptune().jobs().stream().map(job -> job.split(" ")[0]))
                .containsExactly(
                        "LOAD_COMMITTED_W_WRITE_CONFLICTS",
                        "LOAD_FAILED_BECAUSE_DEPENDENCY_NOT_SATISFIED",
                        "LOAD_COMMITTED_W_WRITE_CONFLICTS",
                        "LOAD_COMPLETED",
                        "LOAD_COMPLETED");
        assertThat(stage.neptune().calls())
                .filteredOn(call -> call.startsWith("POST /loader RESUME"))
                .hasSize(2);
        assertWhole();
    }

    @Test
    void givesUpOnConflictsThatDoNotEnd() {
        String conflict = "LOAD_COMMITTED_W_WRITE_CONFLICTS";
        stage.neptune().endNext(conflict, "", conflict, conflict, conflict, conflict, conflict);
        assertThat(codes(load())).containsExactly(DiagnosticCode.LOAD_CONFLICTS);
        assertThat(load().problems()).isEmpty();
        assertWhole();
    }

    @Test
    void tellsNoErrorsOfAJobThatWasResumedWell() {
        // What breaks off logs an error of its own.
        stage.neptune().endNext("LOAD_COMMITTED_W_WRITE_CONFLICTS");

        LoadReport report = load();

        assertThat(report.problems()).isEmpty();
        assertThat(report.errors()).isEmpty();
        assertWhole();
    }

    @Test
    void looksForAStartAmongNewJobsAloneWhenTheOneBeforeEndedInADeadlock() {
        stage.neptune().endNext("LOAD_DATA_DEADLOCK");
        stage.neptune().serve("start", 1);
        stage.neptune().dropAnswer("start", false);
        Map<String, Object> oneByOne = Map.of("queue_request", false, "parallelism", "MEDIUM");

        assertThat(load(oneByOne, () -> false).problems()).isEmpty();

        assertWhole();
    }

    @Test
    void waitsWhereAStartMeetsWithABusyClusterThatAnswersAsIfItHadFailed() {
        stage.neptune().refuse("start", 2, 500, "ThrottlingException", "rate exceeded");

        assertThat(load().problems()).isEmpty();

        assertThat(stage.neptune().jobs()).hasSize(2);
        assertWhole();
    }

    @Test
    void asksAgainForLoadsThatItLooksThroughForAStart() {
        Path other = folder.resolve("s3/graphs/other/v.csv");
        write(other, "~id,~label\nother,Other\n");
        stage.neptune().startElsewhere("s3://graphs/other/");
        stage.neptune().dropAnswer("start", true);
        stage.neptune().refuse("status", 2, 429, "TooManyRequestsException", "slow down");

        assertThat(load().problems()).isEmpty();

        assertThat(stage.neptune().jobs()).hasSize(3);
    }

    @Test
    void aLoadThatNeptuneHasForgottenBlocksNoOther() {
        stage.neptune().hold(true);
        load(Map.of(), () -> true);
        stage.neptune().hold(false);
        stage.neptune().forgetJobs();
        assertThat(records())
                .singleElement()
                .satisfies(record ->
                        assertThat(record.jobs()).extracting(LoadJob::state).containsOnly("FORGOTTEN"));

        LoadReport next = load();

        assertThat(next.problems())
                .extracting(Diagnostic::code, Diagnostic::isError)
                .containsOnly(tuple(DiagnosticCode.LOAD_UNKNOWN, false));
        assertWhole();
        assertThat(load().problems()).isEmpty();
    }

    @Test
    void aNewClusterIsNotTakenForOneThatIsLoaded() {
        CompiledProject project = project(Map.of());
        try (GraphWriter writer = stage.writer(project)) {
            writer.open(project);
            writer.write(
                    USER,
                    GraphFixture.rows(USER, List.of(List.of("User|1", "Ada"), List.of("User|2", "Bob"))),
                    WriteMode.NEW);
            writer.write(
                    KNOWS,
                    GraphFixture.rows(KNOWS, List.of(List.of("KNOWS|1", "User|1", "User|2", "2020"))),
                    WriteMode.NEW);
            // Loaded, and the run dies before it says so.
            writer.load(() -> false);
        }
        stage.neptune().forgetJobs();
        List.of("User|1", "User|2", "KNOWS|1").forEach(stage.neptune()::remove);
        Map<String, Object> moved =
                Map.of("endpoint", "http://127.0.0.1:" + stage.neptune().uri().getPort());

        LoadReport report = load(moved, () -> false);

        assertThat(codes(report)).containsExactly(DiagnosticCode.LOAD_UNKNOWN);
        assertThat(report.problems().get(0).isError()).isFalse();
        assertWhole();
    }

    @Test
    void cancelsWhatWaitsForAJobThatLeftEntriesOut() {
        stage.neptune().endNext("LOAD_FAILED");
        stage.neptune().steps(3);
        assertThat(codes(load(Map.of(), () -> false))).containsExactly(DiagnosticCode.LOAD_FAILED);
        assertThat(stage.neptune().jobs())
                .hasSize(2)
                .noneMatch(job -> job.startsWith("LOAD_IN") || job.startsWith("LOAD_NOT"));
        assertThat(records()).extracting(LoadRecord::stage).containsExactly(LoadRecord.Stage.ABANDONED);
    }

    @Test
    void lookingAtLoadsChangesNothing() throws IOException {
        stage.neptune().hold(true);
        load(Map.of(), () -> true);
        stage.neptune().hold(false);
        String before = recorded();
        for (int i = 0; i < 10; i++) {
            records();
        }
        assertThat(records().get(0).jobs()).extracting(LoadJob::state).containsOnly("LOAD_COMPLETED");
        assertThat(recorded()).isEqualTo(before);
    }

    private String recorded() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("s3/graphs/loads"))) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(found -> found.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }

    @Test
    void loadsWithLessParallelismAfterADeadlock() {
        stage.neptune().endNext("LOAD_DATA_DEADLOCK", "", "LOAD_DATA_DEADLOCK");
        assertThat(load().problems()).isEmpty();
        assertWhole();
        String deadlock = "LOAD_DATA_DEADLOCK";
        stage.neptune().endNext(deadlock, "", deadlock, deadlock);
        assertThat(codes(load())).containsExactly(DiagnosticCode.LOAD_DEADLOCK);
    }

    @Test
    void aLoadThatLeavesEntriesOutIsAnErrorWithAllThatTheLoaderTells() {
        NodePlan lonely = node(List.of("User"), text("name"));
        CompiledProject project = project(Map.of("fail_on_error", false));
        List<List<Object>> links = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            links.add(List.of("KNOWS|" + i, "User|1", "User|none" + i, "x"));
        }
        try (GraphWriter writer = stage.writer(project)) {
            writer.open(project);
            writer.write(lonely, GraphFixture.rows(lonely, List.of(List.of("User|1", "Ada"))), WriteMode.NEW);
            writer.write(KNOWS, GraphFixture.rows(KNOWS, links), WriteMode.NEW);
            LoadReport report = writer.load(() -> false);
            assertThat(codes(report)).containsExactly(DiagnosticCode.LOAD_INCOMPLETE);
            assertThat(report.problems().get(0).message()).contains("left 250 entries out");
            assertThat(report.errors())
                    .hasSize(250)
                    .allMatch(error -> error.code().equals("FROM_OR_TO_VERTEX_ARE_MISSING"));
            assertThatThrownBy(writer::commit).isInstanceOf(GraphcException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|Couldn't find the AWS credential for iam_role_arn: arn:aws:iam::1:role/x|LOADER_ROLE",
                "400|S3 bucket not found for source: s3://graphs/loads|LOAD_SOURCE_MISSING",
                "400|The source s3://graphs/loads does not exist/not reachable|LOAD_SOURCE_MISSING",
                "400|Bucket is not in provided Region (eu-central-1)|LOAD_REGION_DIFFERS",
                "400|Unable to perform S3 list operation|LOAD_SOURCE_UNREADABLE",
                "400|Something else|LOAD_REQUEST_REFUSED",
                "405|Start new load operation not permitted on a read replica instance|NEPTUNE_READ_ONLY",
                "500|Unable to connect to S3 endpoint. Provided source = s3://graphs/loads|LOAD_SOURCE_UNREADABLE",
                "403|The security token included in the request is expired|NEPTUNE_DENIED"
            })
    void aStartThatIsRefusedSaysWhyAndTheNextLoadRepairsIt(int status, String message, DiagnosticCode code) {
        String refusal = status == 403
                ? "AccessDeniedException"
                : status == 500 ? "InternalFailureException" : "BadRequestException";
        stage.neptune().refuse("start", 1, status, refusal, message);
        assertThatThrownBy(this::load).isInstanceOfSatisfying(GraphcException.class, e -> {
            assertThat(e.diagnostic().code()).isEqualTo(code);
            assertThat(e.diagnostic().notes())
                    .anyMatch(note -> note.contains(message) && note.contains("(request " + stage.lastTrouble() + ")"));
        });
        assertThat(stage.neptune().jobs()).isEmpty();
        assertThat(load().problems()).isEmpty();
        assertWhole();
    }

    @Test
    void aStartThatIsNotAnsweredIsLookedForAndNotSentAgainWhereItIsFound() {
        stage.neptune().dropAnswer("start", true);
        assertThat(load().problems()).isEmpty();
        assertThat(stage.neptune().jobs()).hasSize(2);
        assertWhole();
    }

    @Test
    void aStartThatIsFoundNowhereIsSentAgain() {
        stage.neptune().dropAnswer("start", false);
        assertThat(load().problems()).isEmpty();
        assertThat(stage.neptune().jobs()).hasSize(2);
        assertWhole();
    }

    @Test
    void waitsWhileTheQueueIsFullAndGivesUpInTheEnd() {
        String full =
                "Failed to start new load for the source s3://x. Max load task queue size limit breached. Limit is 64";
        stage.neptune().refuse("start", 3, 400, "BadRequestException", full);
        assertThat(load().problems()).isEmpty();
        stage.refuseForEver(
                "start",
                400,
                full,
                () -> assertCode(DiagnosticCode.LOADER_QUEUE_FULL, Map.of("wait_timeout", "1 minute")));
        assertThat(load().problems()).isEmpty();
        assertWhole();
    }

    @Test
    void waitsForAPlaceWhereItMayNotQueue() {
        Path other = folder.resolve("s3/graphs/other/v.csv");
        write(other, "~id,~label\nother,Other\n");
        stage.neptune().startElsewhere("s3://graphs/other/");
        stage.neptune().hold(true);
        assertThatThrownBy(() -> load(Map.of("queue_request", false, "wait_timeout", "1 minute"), () -> false))
                .isInstanceOfSatisfying(
                        GraphcException.class,
                        e -> assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.LOADER_QUEUE_FULL));
        stage.neptune().hold(false);
        assertThat(stage.neptune().calls()).noneMatch(call -> call.startsWith("DELETE"));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void loadsOneAfterTheOtherWhereNothingIsToBeQueued() {
        assertThat(load(Map.of("queue_request", false), () -> false).problems()).isEmpty();
        assertWhole();
    }

    @Test
    void aLoadThatIsStuckIsLeftAloneAndTakenUpByTheNextRun() {
        stage.neptune().hold(true);
        LoadReport left = load(Map.of("wait_timeout", "2 minutes"), () -> false);
        assertThat(codes(left)).containsExactly(DiagnosticCode.LOAD_NOT_FINISHED);
        assertThat(left.problems().get(0).helps().toString()).contains("graphc load cancel");
        stage.neptune().hold(false);
        LoadReport next = load();
        assertThat(codes(next)).containsExactly(DiagnosticCode.LOAD_TAKEN_UP);
        assertThat(stage.neptune().jobs()).hasSize(2);
        assertWhole();
    }

    @Test
    void aRunThatIsStoppedLeavesItsLoadAlone() {
        stage.neptune().hold(true);
        assertThat(codes(load(Map.of(), () -> true))).containsExactly(DiagnosticCode.LOAD_NOT_FINISHED);
        stage.neptune().hold(false);
        assertThat(codes(load())).containsExactly(DiagnosticCode.LOAD_TAKEN_UP);
        assertThat(stage.neptune().jobs()).hasSize(2);
    }

    @Test
    void aRunThatDiedAfterTheLoadIsNotLoadedTwice() {
        CompiledProject project = project(Map.of());
        try (GraphWriter writer = stage.writer(project)) {
            writer.open(project);
            writer.write(
                    USER,
                    GraphFixture.rows(USER, List.of(List.of("User|1", "Ada"), List.of("User|2", "Bob"))),
                    WriteMode.NEW);
            writer.write(
                    KNOWS,
                    GraphFixture.rows(KNOWS, List.of(List.of("KNOWS|1", "User|1", "User|2", "2020"))),
                    WriteMode.NEW);
            writer.load(() -> false);
        }
        assertThat(codes(load())).containsExactly(DiagnosticCode.LOAD_TAKEN_UP);
        assertThat(stage.neptune().jobs()).hasSize(2);
        // What was taken up and ended is over: the same rows again are a new load.
        assertThat(codes(load())).isEmpty();
        assertThat(stage.neptune().jobs()).hasSize(4);
    }

    @Test
    void aLoadOfOtherRowsIsWaitedForFirst() {
        stage.neptune().hold(true);
        load(Map.of(), () -> true);
        stage.neptune().hold(false);
        CompiledProject project = project(Map.of());
        try (GraphWriter writer = stage.writer(project)) {
            writer.open(project);
            writer.write(USER, GraphFixture.rows(USER, List.of(List.of("User|1", "Eve"))), WriteMode.CHANGED);
            assertThat(writer.load(() -> false).problems()).isEmpty();
            writer.commit();
        }
        assertThat(stage.neptune().vertices().get("User|1").properties()).isEqualTo(Map.of("name", List.of("Eve")));
        assertThat(records())
                .extracting(LoadRecord::stage)
                .containsExactly(LoadRecord.Stage.DONE, LoadRecord.Stage.ABANDONED);
    }

    @Test
    void cancelsAndResumesOnlyWhatARecordHas() {
        write(folder.resolve("s3/graphs/other/v.csv"), "~id,~label\nother,Other\n");
        String other = stage.neptune().startElsewhere("s3://graphs/other/");
        stage.neptune().hold(true);
        LoadReport left = load(Map.of(), () -> true);
        try (NeptuneLoads loads = loads()) {
            assertThatThrownBy(() -> loads.cancel(other))
                    .isInstanceOfSatisfying(
                            GraphcException.class,
                            e -> assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.LOAD_NOT_OURS));
            String id = left.jobs().get(0).id();
            assertThat(loads.cancel(id).state()).isEqualTo("LOAD_CANCELLED_BY_USER");
            assertThatThrownBy(() -> loads.resume(id, "csv", () -> false))
                    .isInstanceOfSatisfying(
                            GraphcException.class,
                            e -> assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.LOAD_REQUEST_REFUSED));
        }
        stage.neptune().hold(false);
        load();
        assertThat(stage.neptune().edges()).containsOnlyKeys("KNOWS|1");
    }

    @Test
    void refusesAReaderAndWhoIsNotLetIn() {
        stage.neptune().role("reader");
        assertCode(DiagnosticCode.NEPTUNE_READ_ONLY, Map.of());
        stage.neptune().role("writer");
        stage.neptune().askForSignatures("eu-central-1");
        assertCode(DiagnosticCode.NEPTUNE_DENIED, Map.of());
        Map<String, Object> keys =
                Map.of("iam_auth", true, "aws_access_key_id", "AKIATEST", "aws_secret_access_key", "secret");
        assertThat(load(keys, () -> false).problems()).isEmpty();
        assertWhole();
        stage.neptune().askForSignatures("us-east-1");
        assertCode(DiagnosticCode.NEPTUNE_DENIED, keys);
    }

    private void assertCode(DiagnosticCode code, Map<String, Object> more) {
        assertThatThrownBy(() -> load(more, () -> false))
                .isInstanceOfSatisfying(
                        GraphcException.class,
                        e -> assertThat(e.diagnostic().code()).isEqualTo(code));
    }

    @Test
    void saysThatNobodyAnswers() {
        stage.neptune().close();
        assertCode(DiagnosticCode.NEPTUNE_UNREACHABLE, Map.of());
    }

    @Test
    void asksAgainWhereQuestionsAndQueriesMeetWithOthers() {
        stage.neptune().refuse("status", 2, 429, "TooManyRequestsException", "slow down");
        stage.neptune().dropAnswer("status", true);
        stage.neptune().refuse("query", 3, 500, "ConcurrentModificationException", "conflict");
        assertThat(load().problems()).isEmpty();
        assertWhole();
        stage.refuseForEver("query", 500, "conflict", () -> assertCode(DiagnosticCode.NEPTUNE_QUERY_FAILED, Map.of()));
    }

    @Test
    void tellsAWebhookOfEveryEndAndIsNotStoppedByOneThatFails() throws IOException {
        List<JsonNode> told = new ArrayList<>();
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            told.add(new ObjectMapper().readTree(new String(body, StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(told.size() > 2 ? 500 : 200, -1);
            exchange.close();
        });
        hook.start();
        String address = "http://localhost:" + hook.getAddress().getPort() + "/secret-token";
        try {
            assertThat(load(Map.of("notify", Map.of("webhook", address)), () -> false)
                            .problems())
                    .isEmpty();
            assertThat(told)
                    .hasSize(2)
                    .allMatch(event -> event.path("Type").asText().equals("Notification"));
            JsonNode message =
                    new ObjectMapper().readTree(told.get(1).path("Message").asText());
            assertThat(message.path("status").asText()).isEqualTo("LOAD_COMPLETED");
            assertThat(message.path("kind").asText()).isEqualTo("relationships");
            LoadReport deaf = load(Map.of("notify", Map.of("webhook", address)), () -> false);
            assertThat(codes(deaf)).containsOnly(DiagnosticCode.NOTIFICATION_FAILED);
            assertThat(deaf.problems().toString()).doesNotContain("secret-token");
        } finally {
            hook.stop(0);
        }
        Map<String, Object> command = Map.of("notify", Map.of("command", List.of("false")));
        assertThat(codes(load(command, () -> false))).containsOnly(DiagnosticCode.NOTIFICATION_FAILED);
        assertWhole();
    }
}
