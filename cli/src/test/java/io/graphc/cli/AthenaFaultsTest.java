package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.athena.AthenaFault;
import io.graphc.testkit.athena.AthenaFault.BadEnd;
import io.graphc.testkit.athena.AthenaFault.LostAnswer;
import io.graphc.testkit.athena.AthenaFault.Refusal;
import io.graphc.testkit.athena.AthenaFault.Served;
import io.graphc.testkit.athena.FakeAthena;
import io.graphc.testkit.athena.FakeWorkgroup;
import io.graphc.testkit.athena.SqlBackend;
import io.graphc.testkit.glue.GlueFailure;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What can go wrong between graphc and Athena, Glue and S3, one fault after the other in one project whose source gets a new
 * row each time. Each fault ends the run with its code, with the words of the service that an administrator needs, and with
 * its exit code; every table and the graph are then as they were or as they are to be; the next run repairs all, and no row is
 * lost or there twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AthenaFaultsTest {
    private static final String SCHEMA = "faults";
    private static final String SOURCE = SCHEMA + "_raw.orders";
    private static final String LOG = "INSERT INTO \"awsdatacatalog\".\"faults\".\"log\"";
    private static final String TOTALS = "CREATE TABLE \"awsdatacatalog\".\"faults\".\"totals__graphc_built\"";
    private static final int MANY = 60;
    private static final String[] MODELS = {"run", "--select", "log", "totals", "--as-of", "2026-01-15"};
    private static final String[] ALL = {"build", "--as-of", "2026-01-15"};

    private AthenaStand stand;
    private TempProject project;
    private final List<String> settings = new ArrayList<>();
    private int orders;
    private boolean broken;

    static Stream<Fault<AthenaFaultsTest>> faults() {
        return Stream.of(ofCredentialsAndRights(), ofQueries(), ofPlaces(), ofConnections())
                .flatMap(List::stream);
    }

    private static List<Fault<AthenaFaultsTest>> ofCredentialsAndRights() {
        String expired = "The security token included in the request is expired";
        String denied = "not authorized to perform: glue:UpdateTable";
        return List.of(
                Fault.ends(
                        "token expires in mid-run",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        expired + " (ExpiredTokenException, request ",
                        test -> test.expiresAfter(1)),
                Fault.ends(
                        "token expires while a query is watched",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        expired,
                        test -> test.athena()
                                .fail(
                                        "GetQueryExecution",
                                        new Served(),
                                        new Refusal(400, "ExpiredTokenException", expired))),
                Fault.ends(
                        "token expires before a table is switched",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        "expired (ExpiredTokenException, request ",
                        test -> test.failsToSwitch(GlueFailure.expiredToken())),
                Fault.ends(
                        "wrong key",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        "The security token included in the request is invalid",
                        test -> test.athena()
                                .fail(
                                        "GetWorkGroup",
                                        new Refusal(
                                                400,
                                                "UnrecognizedClientException",
                                                "The security token included in the request is invalid."))),
                Fault.ends(
                        "no right to start queries",
                        DiagnosticCode.AWS_ACCESS_DENIED,
                        3,
                        "not authorized to perform: athena:StartQueryExecution",
                        test -> test.athena()
                                .fail(
                                        "StartQueryExecution",
                                        new Refusal(
                                                400,
                                                "AccessDeniedException",
                                                "User is not authorized to perform: athena:StartQueryExecution"))),
                Fault.ends(
                        "no right to switch a table",
                        DiagnosticCode.AWS_ACCESS_DENIED,
                        3,
                        denied,
                        test -> test.failsToSwitch(GlueFailure.accessDenied("UpdateTable", "table/faults/totals"))),
                Fault.ends(
                        "no right to read files",
                        DiagnosticCode.AWS_ACCESS_DENIED,
                        3,
                        "Request ID: 4PJ",
                        test -> test.athena()
                                .failStatement(
                                        LOG,
                                        BadEnd.failed(
                                                2,
                                                1000,
                                                false,
                                                "Access Denied (Service: Amazon S3; Status Code: 403; Request ID: 4PJ)"))),
                Fault.ends(
                        "Lake Formation grants nothing",
                        DiagnosticCode.AWS_ACCESS_DENIED,
                        3,
                        "Insufficient permissions",
                        test -> test.athena()
                                .failStatement(
                                        LOG,
                                        BadEnd.failed(
                                                2, 1500, false, "Insufficient permissions to execute the query."))));
    }

    private static List<Fault<AthenaFaultsTest>> ofQueries() {
        return List.of(
                Fault.ends(
                        "query killed",
                        DiagnosticCode.QUERY_KILLED,
                        1,
                        "note: query ",
                        test -> test.athena().failStatement(TOTALS, BadEnd.killed("Query cancelled by user"))),
                Fault.ends(
                        "append killed",
                        DiagnosticCode.QUERY_KILLED,
                        1,
                        "note: query ",
                        test -> test.athena()
                                .failStatement(
                                        LOG, new BadEnd("CANCELLED", 0, 0, false, "Query cancelled by user", true))),
                Fault.ends(
                        "limit of the work group",
                        DiagnosticCode.BYTES_CUTOFF,
                        1,
                        "Bytes scanned limit was exceeded",
                        test -> test.athena()
                                .workgroup(FakeWorkgroup.open("primary").withCutoff(10_000_000))
                                .bytesPerQuery(10_000_001)),
                Fault.ends(
                        "budget of the run",
                        DiagnosticCode.SCAN_BUDGET_SPENT,
                        1,
                        "500 bytes of this run",
                        test -> test.settings.add("max_bytes_scanned: 500")),
                Fault.ends(
                        "query needs too much",
                        DiagnosticCode.QUERY_RESOURCES,
                        1,
                        "Query exhausted resources",
                        test -> test.athena()
                                .failStatement(
                                        TOTALS,
                                        BadEnd.failed(2, 3, false, "Query exhausted resources at this scale factor"))),
                Fault.ends(
                        "append fails in Athena after its rows are written",
                        DiagnosticCode.AWS_BUSY,
                        3,
                        "INTERNAL_ERROR",
                        test -> test.athena()
                                .failStatement(LOG, new BadEnd("FAILED", 1, 100, true, "INTERNAL_ERROR", true))),
                Fault.passes(
                        "build fails in Athena after its rows are written",
                        test -> test.athena()
                                .failStatement(TOTALS, new BadEnd("FAILED", 1, 100, true, "INTERNAL_ERROR", true))),
                Fault.ends(
                        "source dropped before the run",
                        DiagnosticCode.MISSING_DATA,
                        1,
                        "source `raw.orders` is not on Athena",
                        AthenaFaultsTest::dropSource),
                Fault.ends(
                        "source dropped in mid-run",
                        DiagnosticCode.RELATION_GONE,
                        1,
                        "TABLE_NOT_FOUND",
                        test -> test.around(LOG, test::dropSource, () -> {})));
    }

    private static List<Fault<AthenaFaultsTest>> ofPlaces() {
        return List.of(
                Fault.ends(
                        "bucket of tables is missing",
                        DiagnosticCode.BUCKET_MISSING,
                        3,
                        "no-such-bucket",
                        test -> test.settings.add("s3_data_dir: s3://no-such-bucket/x/")),
                Fault.ends(
                        "bucket of results is missing",
                        DiagnosticCode.BUCKET_MISSING,
                        3,
                        "The specified bucket does not exist",
                        test -> test.athena()
                                .failStatement(
                                        LOG,
                                        BadEnd.failed(
                                                2,
                                                1306,
                                                false,
                                                "The specified bucket does not exist (Service: Amazon S3; Status Code: 404; Request ID: 9XK)"))),
                Fault.ends(
                        "bucket in another region",
                        DiagnosticCode.BUCKET_ELSEWHERE,
                        3,
                        "eu-west-1",
                        test -> test.athena()
                                .failStatement(
                                        LOG,
                                        BadEnd.failed(
                                                2,
                                                1000,
                                                false,
                                                "The S3 location provided to save your query results is invalid. The bucket is in this region: eu-west-1"))),
                Fault.ends(
                        "folder that is not empty",
                        DiagnosticCode.LOCATION_NOT_EMPTY,
                        1,
                        "HIVE_PATH_ALREADY_EXISTS",
                        test -> test.athena()
                                .failStatement(
                                        TOTALS,
                                        BadEnd.failed(
                                                2,
                                                1000,
                                                false,
                                                "HIVE_PATH_ALREADY_EXISTS: Target directory for table already exists"))),
                Fault.ends(
                        "work group is disabled",
                        DiagnosticCode.WORKGROUP_UNUSABLE,
                        3,
                        "primary",
                        test -> test.athena()
                                .workgroup(FakeWorkgroup.open("primary").disabled())));
    }

    private static List<Fault<AthenaFaultsTest>> ofConnections() {
        return List.of(
                Fault.ends(
                        "nobody answers at the endpoint",
                        DiagnosticCode.AWS_UNREACHABLE,
                        3,
                        "the SDK says: ",
                        test -> test.athena().close()),
                Fault.passes(
                        "answers of starts are lost",
                        test -> test.athena()
                                .fail("StartQueryExecution", new LostAnswer(), new Served(), new LostAnswer())),
                Fault.passes("too many calls and full queues", test -> {
                    test.athena().fail("StartQueryExecution", Refusal.throttled(), Refusal.queueFull());
                    test.athena().fail("GetQueryExecution", Refusal.throttled());
                    test.stand.glue().fail("GetTable", GlueFailure.throttled(), 2);
                }));
    }

    @BeforeAll
    void makesAProject(@TempDir Path folder) {
        stand = AthenaStand.start();
        project = TempProject.in(folder)
                .write("graphc_project.yml", "name: shop\nprofile: shop\n")
                .write("models/sources.yml", """
                        sources:
                          - name: raw
                            schema: faults_raw
                            tables:
                              - name: orders
                                columns:
                                  - {name: id, data_type: integer, data_tests: [unique, not_null]}
                        """)
                .write("models/log.sql", """
                        {{ config(materialized='incremental', incremental_strategy='append') }}
                        select id from {{ source('raw', 'orders') }}
                        {% if is_incremental() %}
                        where id > (select max(id) from {{ this }})
                        {% endif %}
                        """)
                .write("models/totals.sql", """
                        {{ config(materialized='table') }}
                        select id, count(*) as times from {{ ref('log') }} group by id
                        """)
                .write("graph/graph.yml", """
                        version: 1
                        nodes:
                          - {label: Order, from: ref('totals'), key: id}
                        """);
        stand.sql().run("CREATE SCHEMA " + SCHEMA + "_raw");
        makeSource();
        addOrder();
        repair(MODELS);
    }

    @AfterAll
    void stops() {
        if (stand != null) {
            stand.close();
        }
    }

    private FakeAthena athena() {
        return stand.athena();
    }

    private void makeSource() {
        stand.sql()
                .run("CREATE TABLE IF NOT EXISTS " + SOURCE + " (id integer) WITH (external_location = '"
                        + AthenaStand.BUCKET + "faults/raw/')");
    }

    private void dropSource() {
        stand.sql().run("DROP TABLE " + SOURCE);
    }

    private void addOrder() {
        stand.sql().run("INSERT INTO " + SOURCE + " VALUES " + ++orders);
    }

    /** Does something just before a statement runs, and something else when it has ended. */
    private void around(String begin, Runnable before, Runnable after) {
        SqlBackend trino = stand.sql();
        stand.renewed(new SqlBackend() {
            @Override
            public Answer run(String sql) {
                if (!sql.startsWith(begin)) {
                    return trino.run(sql);
                }
                before.run();
                Answer answer = trino.run(sql);
                after.run();
                return answer;
            }

            @Override
            public List<String> files(String table) {
                return trino.files(table);
            }
        });
    }

    /** Trino changes tables in Glue itself, so that the failure waits until the table is built. */
    private void failsToSwitch(GlueFailure failure) {
        around(TOTALS, () -> {}, () -> stand.glue().fail("UpdateTable", failure, 1));
    }

    private CommandRun run(String... arguments) {
        project.write(
                "profiles.yml",
                "shop:\n  target: athena\n  outputs:\n" + stand.output(SCHEMA, settings.toArray(String[]::new))
                        + "  graph_outputs:\n    csv: {type: neptune_csv, path: target/graph}\n");
        return CommandRun.in(project.root()).call(arguments);
    }

    private void repair(String... arguments) {
        settings.clear();
        stand.renewed(stand.sql()).states();
        makeSource();
        CommandRun run = run(arguments);
        assertThat(run.exit()).as(run.transcript()).isZero();
        assertThat(held()).isEqualTo(wanted(orders));
        broken = false;
    }

    /** The rows of both tables. */
    private Map<String, List<String>> held() {
        Map<String, List<String>> held = new TreeMap<>(Map.of("log", List.of(), "totals", List.of()));
        stand.rows("SELECT 'log', array_join(array_agg(CAST(id AS varchar) ORDER BY id), ',') FROM faults.log UNION ALL"
                        + " SELECT 'totals', array_join(array_agg(CAST(id AS varchar) || 'x' || CAST(times AS varchar)"
                        + " ORDER BY id), ',') FROM faults.totals")
                .forEach(row -> held.put(row.split(" ")[0], List.of(row.split(" ")[1].split(","))));
        return held;
    }

    private static Map<String, List<String>> wanted(int orders) {
        List<String> ids =
                IntStream.rangeClosed(1, orders).mapToObj(String::valueOf).toList();
        return Map.of("log", ids, "totals", ids.stream().map(id -> id + "x1").toList());
    }

    private void begin(Fault<AthenaFaultsTest> fault) {
        if (broken) {
            repair(MODELS);
        }
        broken = true;
        addOrder();
        stand.renewed(stand.sql()).states();
        fault.arranged().accept(this);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void endsWithItsCodeAndLosesNothing(Fault<AthenaFaultsTest> fault) {
        begin(fault);

        fault.check(run(MODELS));

        held().forEach((table, rows) -> assertThat(rows)
                .as(table + ": as it was, or as it is to be")
                .isIn(wanted(orders - 1).get(table), wanted(orders).get(table)));
        repair(MODELS);
    }

    /** Faults on the way from the tables to the graph. */
    static Stream<Fault<AthenaFaultsTest>> faultsOfGraphs() {
        String expired = "The security token included in the request is expired";
        return Stream.of(
                Fault.ends(
                        "token expires after the models",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        expired,
                        test -> test.expiresAfter(5)),
                Fault.ends(
                        "elements are killed",
                        DiagnosticCode.QUERY_KILLED,
                        1,
                        "note: query ",
                        test -> test.athena()
                                .failStatement("__graph\".\"node_order", BadEnd.killed("Query cancelled by user"))),
                Fault.ends(
                        "the change of the state is killed",
                        DiagnosticCode.QUERY_KILLED,
                        1,
                        "note: query ",
                        test -> test.athena()
                                .failStatement(
                                        "INSERT INTO \"faults__graph__state\".\"graphc_ledger",
                                        BadEnd.killed("Query cancelled by user"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfGraphs")
    void endsWithItsCodeAndTheNextRunMakesTheGraphWhole(Fault<AthenaFaultsTest> fault) {
        repair(ALL);
        Set<String> before = nodes();
        begin(fault);

        fault.check(run(ALL));

        assertThat(nodes()).isEqualTo(before);
        repair(ALL);
        assertThat(nodes()).hasSize(orders).contains("Order||" + orders);
    }

    private Set<String> nodes() {
        return NeptuneGraph.loadSets(project.root().resolve("target/graph"))
                .vertices()
                .keySet();
    }

    private void expiresAfter(int statements) {
        Refusal refusal =
                new Refusal(400, "ExpiredTokenException", "The security token included in the request is expired");
        athena().fail(
                        "StartQueryExecution",
                        Collections.nCopies(statements, new Served()).toArray(AthenaFault[]::new));
        athena().fail("StartQueryExecution", Collections.nCopies(MANY, refusal).toArray(AthenaFault[]::new));
    }
}
