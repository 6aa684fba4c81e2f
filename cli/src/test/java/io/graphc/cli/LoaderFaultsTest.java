package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.testkit.S3Gate;
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
import java.util.function.Consumer;
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
 * fault comes, which the stand-ins tell, and ends the run with its code, with the words of the service and the id of its
 * answer or of the load, and with its exit code; no element that stays is lost meanwhile, graphc's state is as it was, and the
 * next run makes the graph as it is to be.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoaderFaultsTest implements Fault.Stage {
    private static final String CONFLICTS = "LOAD_COMMITTED_W_WRITE_CONFLICTS";
    private static final String DEADLOCK = "LOAD_DATA_DEADLOCK";
    /** Where the files of a job of nodes lie. */
    private static final String NODES = "/nodes/";

    private static final String EXPIRED = "The security token included in the request is expired";
    private static final String DEPENDENCY = "LOAD_FAILED_BECAUSE_DEPENDENCY_NOT_SATISFIED";

    private TempProject project;
    private final S3Gate s3 = S3Gate.before(S3Server.shared().uri());
    /** The way on which Neptune's loader reads, with its own role. */
    private final S3Gate s3OfLoader = S3Gate.before(S3Server.shared().uri());

    private FakeNeptune neptune;
    private final String location = "s3://" + S3Server.BUCKET + "/loads-" + UUID.randomUUID() + "/";
    private final Map<String, String> settings = new TreeMap<>();
    private int version;
    private int jobsBefore;
    private List<String> known = List.of();

    static Stream<Fault<LoaderFaultsTest>> faults() {
        return Stream.of(ofEnds(), ofEndsThatRepeat(), ofJobsThatAreStuck(), ofStarts(), ofFiles(), ofConnections())
                .flatMap(List::stream);
    }

    /** The 12 states in which a job ends, and one that nobody knows; the three in which it goes on come below. */
    private static List<Fault<LoaderFaultsTest>> ofEnds() {
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
        return faults;
    }

    /** The job of nodes, and that of relationships. */
    private static void bad(List<Fault<LoaderFaultsTest>> faults, String state, DiagnosticCode code, int exit) {
        String words = " ended with " + state;
        faults.add(Fault.ends(state + " of nodes", code, exit, words, test -> test.neptune.endNext(state)));
        faults.add(Fault.ends(state + " of relationships", code, exit, words, test -> test.neptune.endNext("", state)));
    }

    private static void passes(List<Fault<LoaderFaultsTest>> faults, String state) {
        faults.add(Fault.passes(state, test -> test.neptune.endNext(state, state)));
    }

    /** Ends that graphc gets over once, but not for ever. */
    private static List<Fault<LoaderFaultsTest>> ofEndsThatRepeat() {
        return List.of(
                Fault.ends(
                        CONFLICTS + " again and again",
                        DiagnosticCode.LOAD_CONFLICTS,
                        1,
                        " ended with " + CONFLICTS,
                        test -> test.neptune.endNext(
                                CONFLICTS, "", CONFLICTS, CONFLICTS, CONFLICTS, CONFLICTS, CONFLICTS)),
                Fault.ends(
                        DEADLOCK + " again and again",
                        DiagnosticCode.LOAD_DEADLOCK,
                        1,
                        " ended with " + DEADLOCK,
                        test -> test.neptune.endNext(DEADLOCK, "", DEADLOCK, DEADLOCK)),
                Fault.ends(
                        DEPENDENCY + " again and again",
                        DiagnosticCode.LOAD_DEPENDENCY_FAILED,
                        1,
                        " ended with " + DEPENDENCY,
                        test -> test.neptune.endNext(
                                "", DEPENDENCY, DEPENDENCY, DEPENDENCY, DEPENDENCY, DEPENDENCY, DEPENDENCY)));
    }

    /** The states in which a job goes on, which these do for ever. */
    private static List<Fault<LoaderFaultsTest>> ofJobsThatAreStuck() {
        return List.of(
                stuck("LOAD_NOT_STARTED", test -> test.neptune.hold(true)),
                stuck("LOAD_IN_QUEUE", test -> {
                    test.startElsewhere();
                    test.neptune.hold(true);
                }),
                stuck("LOAD_IN_PROGRESS", test -> test.neptune.steps(1_000)));
    }

    private static Fault<LoaderFaultsTest> stuck(String state, Consumer<LoaderFaultsTest> arranged) {
        return Fault.<LoaderFaultsTest>ends(
                        state + ": stuck",
                        DiagnosticCode.LOAD_NOT_FINISHED,
                        3,
                        " is " + state + " still: graphc waited for 1 seconds",
                        test -> {
                            test.settings.put("wait_timeout", "1 second");
                            arranged.accept(test);
                        })
                .shownBy(test -> assertThat(test.neptune.jobs())
                        .filteredOn(job -> job.contains(test.location) && job.contains(NODES))
                        .last()
                        .asString()
                        .startsWith(state + " "));
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
                refused(DiagnosticCode.NEPTUNE_DENIED, 403, EXPIRED),
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

    /** What stands in the way of the files, when graphc writes them and when the loader reads them. */
    private static List<Fault<LoaderFaultsTest>> ofFiles() {
        return List.of(
                Fault.ends(
                        "bucket is missing",
                        DiagnosticCode.BUCKET_MISSING,
                        3,
                        "The specified bucket does not exist. (NoSuchBucket, request ",
                        test -> test.settings.put("location", "s3://no-such-bucket/loads/")),
                Fault.ends(
                        "bucket in another region",
                        DiagnosticCode.BUCKET_ELSEWHERE,
                        3,
                        "= help: set `region_name: eu-west-1`",
                        test -> test.s3.redirect("PUT", NODES, "eu-west-1")),
                Fault.ends(
                        "no right to write files",
                        DiagnosticCode.AWS_ACCESS_DENIED,
                        3,
                        "Access Denied (AccessDenied, request ",
                        test -> test.s3.refuse("PUT", NODES, 1, 403, "AccessDenied", "Access Denied")),
                Fault.ends(
                        "token expires while files are written",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        "The provided token has expired. (ExpiredToken, request ",
                        test -> test.s3.refuse(
                                "PUT", "/relationships/", 1, 400, "ExpiredToken", "The provided token has expired.")),
                Fault.passes(
                        "S3 asks to slow down",
                        test -> test.s3.refuse("PUT", NODES, 2, 503, "SlowDown", "Please reduce your request rate.")),
                Fault.ends(
                        "no right of the loader to read a file",
                        DiagnosticCode.LOAD_SOURCE_UNREADABLE,
                        3,
                        "note: S3_ACCESS_DENIED_ERROR in ",
                        test -> test.s3OfLoader.refuse("GET", "/nodes/User", 1, 403, "AccessDenied", "Access Denied")));
    }

    private static List<Fault<LoaderFaultsTest>> ofConnections() {
        return List.of(
                Fault.<LoaderFaultsTest>ends(
                                "nobody answers at the endpoint",
                                DiagnosticCode.NEPTUNE_UNREACHABLE,
                                3,
                                "Connection refused",
                                test -> test.settings.put("endpoint", "http://127.0.0.1:1"))
                        .shownBy(LoaderFaultsTest::startedNothing),
                Fault.<LoaderFaultsTest>ends(
                                "nobody answers for S3",
                                DiagnosticCode.AWS_UNREACHABLE,
                                3,
                                "Connection refused",
                                test -> test.settings.put("endpoint_urls", "{s3: \"http://127.0.0.1:1\"}"))
                        .shownBy(LoaderFaultsTest::startedNothing),
                Fault.ends(
                        "wrong region",
                        DiagnosticCode.NEPTUNE_DENIED,
                        3,
                        "Credential should be scoped to a valid Region",
                        test -> test.neptune.askForSignatures("us-east-1")),
                Fault.ends(
                        "token expires while a load is watched",
                        DiagnosticCode.NEPTUNE_DENIED,
                        3,
                        EXPIRED,
                        test -> test.neptune.refuse("status", 1, 403, "AccessDeniedException", EXPIRED)),
                Fault.<LoaderFaultsTest>ends(
                                "a reader",
                                DiagnosticCode.NEPTUNE_READ_ONLY,
                                3,
                                " is a reader, which takes no changes",
                                test -> test.neptune.role("reader"))
                        .shownBy(LoaderFaultsTest::startedNothing));
    }

    @BeforeAll
    void makesAProject(@TempDir Path folder) {
        neptune = FakeNeptune.start(new HttpFiles(s3OfLoader.uri()));
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
        s3OfLoader.close();
        s3.close();
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
                "endpoint_urls", "{s3: \"" + s3.uri() + "\"}"));
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

    private CommandRun repair() {
        settings.clear();
        neptune.hold(false);
        neptune.steps(1);
        neptune.region("");
        neptune.role("writer");
        neptune.askForSignatures("eu-central-1");
        CommandRun run = run();
        assertThat(run.exit()).as(run.transcript()).isZero();
        assertThat(HeldGraph.of(neptune)).isEqualTo(graph(version));
        return run;
    }

    private void startedNothing() {
        assertThat(neptune.jobs()).hasSize(jobsBefore);
    }

    @Override
    public List<String> troubles() {
        List<String> ids = new ArrayList<>(neptune.troubles());
        ids.addAll(s3.troubles());
        ids.removeAll(known);
        return ids;
    }

    @Override
    public int faultsLeft() {
        return neptune.faultsLeft() + s3.faultsLeft() + s3OfLoader.faultsLeft();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void endsWithItsCodeAndLosesNothing(Fault<LoaderFaultsTest> fault) {
        change();
        known = List.of();
        known = troubles();
        jobsBefore = neptune.jobs().size();
        fault.arrange(this);

        fault.check(run(), this);

        Map<String, Map<String, Object>> before = graph(version - 1);
        Map<String, Map<String, Object>> after = graph(version);
        Map<String, Map<String, Object>> held = HeldGraph.of(neptune);
        held.forEach((id, element) ->
                assertThat(element).as(id).isIn(before.getOrDefault(id, Map.of()), after.getOrDefault(id, Map.of())));
        before.keySet().retainAll(after.keySet());
        assertThat(held).containsKeys(before.keySet().toArray(String[]::new));
        CommandRun repaired = repair();
        if (fault.code().isPresent()) {
            assertThat(repaired.err())
                    .as("what the state holds is what it held before the fault")
                    .contains("(User)                  4 (1 new, 3 changed, 0 unchanged, 1 deleted)");
        }
    }
}
