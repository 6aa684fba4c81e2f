package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.testkit.S3Server;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.athena.S3Shelf;
import io.graphc.testkit.neptune.FakeNeptune;
import io.graphc.testkit.neptune.HttpFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state in which a job of Neptune's loader can end or be stuck (Amazon Neptune user guide, "Neptune loader error and feed
 * messages"), and what else stands in a load's way, one after the other in one project whose graph changes each time. Each
 * fault ends the run with its code and its exit code; no element that stays is lost meanwhile, and the next run makes the graph
 * as it is to be.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoaderFaultsTest {
    private static final String CONFLICTS = "LOAD_COMMITTED_W_WRITE_CONFLICTS";
    private static final String DEADLOCK = "LOAD_DATA_DEADLOCK";
    private static final String DEPENDENCY = "LOAD_FAILED_BECAUSE_DEPENDENCY_NOT_SATISFIED";

    private TempProject project;
    private FakeNeptune neptune;
    private final String location = "s3://" + S3Server.BUCKET + "/loads-" + UUID.randomUUID() + "/";
    private final Map<String, String> settings = new TreeMap<>();
    private int version;

    static Stream<Fault<LoaderFaultsTest>> faults() {
        return Stream.of(ofStates(), ofStarts(), ofConnections()).flatMap(List::stream);
    }

    /** The 15 states, and one that nobody knows. */
    private static List<Fault<LoaderFaultsTest>> ofStates() {
        List<Fault<LoaderFaultsTest>> faults = new ArrayList<>();
        bad(faults, "LOAD_CANCELLED_BY_USER", DiagnosticCode.LOAD_CANCELLED, 1);
        bad(faults, "LOAD_CANCELLED_DUE_TO_ERRORS", DiagnosticCode.LOAD_FAILED, 1);
        bad(faults, "LOAD_UNEXPECTED_ERROR", DiagnosticCode.LOAD_FAILED, 1);
        bad(faults, "LOAD_FAILED", DiagnosticCode.LOAD_FAILED, 1);
        bad(faults, "LOAD_S3_READ_ERROR", DiagnosticCode.LOAD_SOURCE_UNREADABLE, 3);
        bad(faults, "LOAD_S3_ACCESS_DENIED_ERROR", DiagnosticCode.LOAD_SOURCE_UNREADABLE, 3);
        bad(faults, "LOAD_DATA_FAILED_DUE_TO_FEED_MODIFIED_OR_DELETED", DiagnosticCode.LOAD_FILES_CHANGED, 1);
        bad(faults, "LOAD_FAILED_INVALID_REQUEST", DiagnosticCode.LOAD_REQUEST_REFUSED, 1);
        bad(faults, "LOAD_OF_A_KIND_NOBODY_KNOWS", DiagnosticCode.LOAD_FAILED, 1);
        passes(faults, "LOAD_COMPLETED");
        passes(faults, CONFLICTS);
        passes(faults, DEADLOCK);
        faults.add(Fault.passes(DEPENDENCY, test -> test.neptune.endNext("", DEPENDENCY)));
        faults.add(Fault.ends(
                CONFLICTS + " again and again",
                DiagnosticCode.LOAD_CONFLICTS,
                1,
                CONFLICTS,
                test -> test.neptune.endNext(CONFLICTS, "", CONFLICTS, CONFLICTS, CONFLICTS, CONFLICTS, CONFLICTS)));
        faults.add(Fault.ends(
                DEADLOCK + " again and again",
                DiagnosticCode.LOAD_DEADLOCK,
                1,
                DEADLOCK,
                test -> test.neptune.endNext(DEADLOCK, "", DEADLOCK, DEADLOCK)));
        faults.add(Fault.ends(
                "LOAD_NOT_STARTED, LOAD_IN_QUEUE: stuck",
                DiagnosticCode.LOAD_NOT_FINISHED,
                3,
                "LOAD_NOT_STARTED",
                test -> {
                    test.settings.put("wait_timeout", "1 second");
                    test.neptune.hold(true);
                }));
        faults.add(
                Fault.ends("LOAD_IN_PROGRESS: stuck", DiagnosticCode.LOAD_NOT_FINISHED, 3, "LOAD_IN_PROGRESS", test -> {
                    test.settings.put("wait_timeout", "1 second");
                    test.neptune.steps(1_000);
                }));
        return faults;
    }

    /** The job of nodes and that of relationships, in turn. */
    private static void bad(List<Fault<LoaderFaultsTest>> faults, String state, DiagnosticCode code, int exit) {
        boolean nodes = faults.size() % 2 == 0;
        faults.add(Fault.ends(
                state + (nodes ? " of nodes" : " of relationships"),
                code,
                exit,
                state,
                test -> test.neptune.endNext(nodes ? new String[] {state} : new String[] {"", state})));
    }

    private static void passes(List<Fault<LoaderFaultsTest>> faults, String state) {
        faults.add(Fault.passes(state, test -> test.neptune.endNext(state, state)));
    }

    private static List<Fault<LoaderFaultsTest>> ofStarts() {
        return List.of(
                refused(
                        DiagnosticCode.LOADER_ROLE,
                        400,
                        "Couldn't find the AWS credential for iam_role_arn: arn:aws:iam::1:role/x"),
                refused(DiagnosticCode.LOAD_SOURCE_MISSING, 400, "S3 bucket not found for source: s3://lake/loads"),
                refused(
                        DiagnosticCode.LOAD_SOURCE_MISSING,
                        400,
                        "The source s3://lake/loads does not exist/not reachable"),
                refused(DiagnosticCode.LOAD_SOURCE_UNREADABLE, 400, "Unable to perform S3 list operation"),
                refused(
                        DiagnosticCode.LOAD_SOURCE_UNREADABLE,
                        500,
                        "Unable to connect to S3 endpoint. Provided source = s3://lake/loads"),
                refused(DiagnosticCode.NEPTUNE_DENIED, 403, "The security token included in the request is expired"),
                Fault.ends(
                        "bucket and cluster in two regions",
                        DiagnosticCode.LOAD_REGION_DIFFERS,
                        3,
                        "Bucket is not in provided Region",
                        test -> test.neptune.region("us-east-1")),
                Fault.ends(
                        "another load for ever",
                        DiagnosticCode.LOADER_QUEUE_FULL,
                        3,
                        "Max concurrent load limit breached",
                        test -> {
                            test.settings.put("queue_request", "false");
                            test.settings.put("wait_timeout", "1 second");
                            test.startElsewhere();
                            test.neptune.hold(true);
                        }),
                Fault.passes("an answer that is lost, the job started", test -> test.neptune.dropAnswer("start", true)),
                Fault.passes(
                        "an answer that is lost, no job started", test -> test.neptune.dropAnswer("start", false)));
    }

    private static Fault<LoaderFaultsTest> refused(DiagnosticCode code, int status, String message) {
        String exception = status == 403
                ? "AccessDeniedException"
                : status == 500 ? "InternalFailureException" : "BadRequestException";
        return Fault.ends(
                message, code, 3, message, test -> test.neptune.refuse("start", 1, status, exception, message));
    }

    private static List<Fault<LoaderFaultsTest>> ofConnections() {
        return List.of(
                Fault.ends(
                        "nobody answers at the endpoint",
                        DiagnosticCode.NEPTUNE_UNREACHABLE,
                        3,
                        "127.0.0.1:1",
                        test -> test.settings.put("endpoint", "http://127.0.0.1:1")),
                Fault.ends(
                        "nobody answers for S3",
                        DiagnosticCode.AWS_UNREACHABLE,
                        3,
                        "the SDK says: ",
                        test -> test.settings.put("endpoint_urls", "{s3: \"http://127.0.0.1:1\"}")),
                Fault.ends(
                        "bucket is missing",
                        DiagnosticCode.BUCKET_MISSING,
                        3,
                        "no-such-bucket",
                        test -> test.settings.put("location", "s3://no-such-bucket/loads/")),
                Fault.ends(
                        "wrong region",
                        DiagnosticCode.NEPTUNE_DENIED,
                        3,
                        "(request ",
                        test -> test.neptune.askForSignatures("us-east-1")),
                Fault.ends(
                        "token expires while a load is watched",
                        DiagnosticCode.NEPTUNE_DENIED,
                        3,
                        "is expired",
                        test -> test.neptune.refuse(
                                "status",
                                1,
                                403,
                                "AccessDeniedException",
                                "The security token included in the request is expired")),
                Fault.ends(
                        "a reader",
                        DiagnosticCode.NEPTUNE_READ_ONLY,
                        3,
                        "reader",
                        test -> test.neptune.role("reader")));
    }

    @BeforeAll
    void makesAProject(@TempDir Path folder) {
        neptune = FakeNeptune.start(new HttpFiles(S3Server.shared().uri()));
        project = TempProject.in(folder)
                .write("graphc_project.yml", "name: shop\nprofile: shop\n")
                .write("graph/graph.yml", """
                        version: 1
                        nodes:
                          - {label: User, from: ref('users'), key: id, properties: [name]}
                        relationships:
                          - type: KNOWS
                            from: ref('friends')
                            start: {node: User, key: id}
                            end: {node: User, key: friend}
                            properties: [since]
                        """);
        change();
        repair();
    }

    @AfterAll
    void stops() {
        neptune.close();
    }

    /** Everybody gets another name, one goes and one comes. */
    private void change() {
        version++;
        StringBuilder users = new StringBuilder("id,name\n");
        StringBuilder friends = new StringBuilder("id,friend,since\n");
        for (int id : new int[] {1, 2, 3, 100 + version}) {
            users.append(id)
                    .append(",user ")
                    .append(id)
                    .append(" of ")
                    .append(version)
                    .append('\n');
            friends.append(id).append(",1,").append(version).append('\n');
        }
        project.write("seeds/users.csv", users.toString()).write("seeds/friends.csv", friends.toString());
    }

    private static Map<String, Map<String, Object>> graph(int version) {
        Map<String, Map<String, Object>> graph = new TreeMap<>();
        for (int id : new int[] {1, 2, 3, 100 + version}) {
            graph.put(
                    "User||" + id, Map.of("~labels", Set.of("User"), "name", Set.of("user " + id + " of " + version)));
            String relationship = "KNOWS||" + ("User||" + id).replace("|", "%7C") + "|" + "User||1".replace("|", "%7C");
            graph.put(
                    relationship,
                    Map.of("~type", "KNOWS", "~from", "User||" + id, "~to", "User||1", "since", Set.of((long)
                            version)));
        }
        return graph;
    }

    private void startElsewhere() {
        String other = location.replaceFirst("/$", "-other/");
        new S3Shelf(S3Server.shared().uri())
                .put(other + "v.csv", "~id,~label\nUser||1,User\n".getBytes(StandardCharsets.UTF_8));
        neptune.startElsewhere(other);
    }

    private CommandRun run() {
        Map<String, String> output = new TreeMap<>(Map.of(
                "type", "neptune",
                "endpoint", neptune.uri().toString(),
                "region_name", "eu-central-1",
                "location", location,
                "loader_role_arn", "arn:aws:iam::123456789012:role/neptune-load",
                "aws_access_key_id", "test",
                "aws_secret_access_key", "secret",
                "endpoint_urls", "{s3: \"" + S3Server.shared().uri() + "\"}"));
        output.putAll(settings);
        StringBuilder profile = new StringBuilder("""
                shop:
                  target: dev
                  outputs:
                    dev: {type: duckdb, path: target/shop.duckdb}
                  graph_outputs:
                    aws:
                """);
        output.forEach((key, value) ->
                profile.append("      ").append(key).append(": ").append(value).append('\n'));
        project.write("profiles.yml", profile.toString());
        return CommandRun.in(project.root()).call("build", "--allow-deletes", "--as-of", "2026-01-15");
    }

    private void repair() {
        settings.clear();
        neptune.hold(false);
        neptune.steps(1);
        neptune.region("");
        neptune.role("writer");
        neptune.askForSignatures("eu-central-1");
        CommandRun run = run();
        assertThat(run.exit()).as(run.transcript()).isZero();
        assertThat(HeldGraph.of(neptune)).isEqualTo(graph(version));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void endsWithItsCodeAndLosesNothing(Fault<LoaderFaultsTest> fault) {
        change();
        fault.arranged().accept(this);

        fault.check(run());
        if (fault.code().isEmpty()) {
            assertThat(neptune.faultsLeft()).as("faults that never came").isZero();
        }

        Map<String, Map<String, Object>> before = graph(version - 1);
        Map<String, Map<String, Object>> after = graph(version);
        Map<String, Map<String, Object>> held = HeldGraph.of(neptune);
        held.forEach((id, element) ->
                assertThat(element).as(id).isIn(before.getOrDefault(id, Map.of()), after.getOrDefault(id, Map.of())));
        before.keySet().retainAll(after.keySet());
        assertThat(held).containsKeys(before.keySet().toArray(String[]::new));
        repair();
    }
}
