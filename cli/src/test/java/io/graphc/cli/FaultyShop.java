package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.S3Gate;
import io.graphc.testkit.S3Server;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.athena.AthenaFault.Refusal;
import io.graphc.testkit.athena.FakeAthena;
import io.graphc.testkit.athena.SqlBackend;
import io.graphc.testkit.glue.FakeGlue;
import io.graphc.testkit.glue.GlueFailure;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A project on Athena's stand-in whose source gets a new row before each fault: a log that rows are appended to, a table made of
 * it anew, and a graph made of that. Faults of Glue hit graphc alone, not the Trino that is behind Athena.
 */
final class FaultyShop implements Fault.Stage, AutoCloseable {
    static final String LOG = "INSERT INTO \"awsdatacatalog\".\"faults\".\"log\"";
    static final String TOTALS = "CREATE TABLE \"awsdatacatalog\".\"faults\".\"totals__graphc_built\"";
    static final String ELEMENTS = "__graph\".\"node_order";
    static final String LEDGER = "INSERT INTO \"faults__graph__state\".\"graphc_ledger";

    private static final String SCHEMA = "faults";
    private static final String SOURCE = SCHEMA + "_raw.orders";
    /** The key by which the stand-in for Glue knows graphc. */
    private static final String ACCESS_KEY = "graphc";

    private final AthenaStand stand;
    private final S3Gate s3 = S3Gate.before(S3Server.shared().uri());
    private final TempProject project;
    private final List<String> settings = new ArrayList<>();
    private int orders;
    private int glueTroubles;
    private int s3Troubles;

    private FaultyShop(AthenaStand stand, Path folder) {
        this.stand = stand;
        this.project = TempProject.in(folder)
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
        glue().faultsFor(ACCESS_KEY);
        stand.sql().run("CREATE SCHEMA " + SCHEMA + "_raw");
        makeSource();
        addOrder();
    }

    /** One with an order in its source and nothing built; where the machine cannot, the test is skipped. */
    static FaultyShop open(Path folder) {
        return new FaultyShop(AthenaStand.start(), folder);
    }

    FakeAthena athena() {
        return stand.athena();
    }

    FakeGlue glue() {
        return stand.glue();
    }

    S3Gate s3() {
        return s3;
    }

    /** A line of the output that the next run uses. */
    void set(String line) {
        settings.add(line);
    }

    /** Has Athena make the tables of the state: it alone knows how its work group encrypts them. */
    void changesItsStateByStatements() {
        set("skip_workgroup_check: true");
    }

    /** Has nobody answer for a service in the next run. */
    void isSilent(String service) {
        Map<String, String> addresses = new TreeMap<>(addresses());
        addresses.put(service, "http://127.0.0.1:1");
        set("endpoint_urls: " + endpoints(addresses));
    }

    private Map<String, String> addresses() {
        return Map.of(
                "s3", s3.uri().toString(),
                "glue", glue().endpoint().toString(),
                "athena", athena().address().toString());
    }

    private static String endpoints(Map<String, String> addresses) {
        List<String> pairs = addresses.entrySet().stream()
                .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"")
                .sorted()
                .toList();
        return "{" + String.join(", ", pairs) + "}";
    }

    private void makeSource() {
        stand.sql()
                .run("CREATE TABLE IF NOT EXISTS " + SOURCE + " (id integer) WITH (external_location = '"
                        + AthenaStand.BUCKET + "faults/raw/')");
    }

    void dropSource() {
        stand.sql().run("DROP TABLE " + SOURCE);
    }

    void dropLog() {
        stand.sql().run("DROP TABLE " + SCHEMA + ".log");
    }

    private void addOrder() {
        stand.sql().run("INSERT INTO " + SOURCE + " VALUES " + ++orders);
    }

    /** Does something just before a statement runs, and something else when it has ended. */
    void around(String begin, Runnable before, Runnable after) {
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

    /** A table is built beside the old one; putting it in its place fails. */
    void failsToSwitch(GlueFailure failure) {
        around(TOTALS, () -> {}, () -> glue().fail("UpdateTable", failure, 1));
    }

    /** The session's token runs out: nothing is allowed any more from the start of a statement on. */
    void expiresAt(String statement) {
        athena().refuseAllFrom(statement, expired());
    }

    static Refusal expired() {
        return new Refusal(400, "ExpiredTokenException", "The security token included in the request is expired");
    }

    /** An order comes, and a fault is arranged for the run that is to take it in. */
    void begin(Fault<FaultyShop> fault) {
        addOrder();
        stand.renewed(stand.sql()).states();
        glueTroubles = glue().troubles().size();
        s3Troubles = s3.troubles().size();
        fault.arrange(this);
    }

    @Override
    public List<String> troubles() {
        List<String> ids = new ArrayList<>(athena().troubles());
        List<String> ofGlue = glue().troubles();
        ids.addAll(ofGlue.subList(glueTroubles, ofGlue.size()));
        List<String> ofS3 = s3.troubles();
        ids.addAll(ofS3.subList(s3Troubles, ofS3.size()));
        return ids;
    }

    @Override
    public int faultsLeft() {
        return athena().faultsLeft() + glue().faultsLeft() + s3.faultsLeft();
    }

    CommandRun run(String... arguments) {
        List<String> lines =
                new ArrayList<>(List.of("aws_access_key_id: " + ACCESS_KEY, "s3_data_dir: s3://lake/faults/data/"));
        lines.add("endpoint_urls: " + endpoints(addresses()));
        lines.addAll(settings);
        project.write(
                "profiles.yml",
                "shop:\n  target: athena\n  outputs:\n" + stand.output(SCHEMA, lines.toArray(String[]::new))
                        + "  graph_outputs:\n    csv: {type: neptune_csv, path: target/graph}\n");
        return CommandRun.in(project.root()).call(arguments);
    }

    /** The next run, with no fault: it makes everything as it is to be, and leaves nothing else behind. */
    void repair(String... arguments) {
        settings.clear();
        stand.renewed(stand.sql()).states();
        makeSource();
        CommandRun run = run(arguments);
        assertThat(run.exit()).as(run.transcript()).isZero();
        assertThat(held()).isEqualTo(wanted());
        assertThat(stand.rows("SHOW TABLES FROM " + SCHEMA)).containsExactlyInAnyOrder("log", "totals");
    }

    /** The rows of both tables. */
    Map<String, List<String>> held() {
        Map<String, List<String>> held = new TreeMap<>(Map.of("log", List.of(), "totals", List.of()));
        stand.rows("SELECT 'log', array_join(array_agg(CAST(id AS varchar) ORDER BY id), ',') FROM faults.log UNION ALL"
                        + " SELECT 'totals', array_join(array_agg(CAST(id AS varchar) || 'x' || CAST(times AS varchar)"
                        + " ORDER BY id), ',') FROM faults.totals")
                .forEach(row -> held.put(row.split(" ")[0], List.of(row.split(" ")[1].split(","))));
        return held;
    }

    /** What a run leaves whose models ended as it says: those that are made are as they are to be, others as they were. */
    Map<String, List<String>> wantedAfter(CommandRun run) {
        Map<String, List<String>> wanted = new TreeMap<>();
        for (String table : List.of("log", "totals")) {
            boolean made = run.err().lines().anyMatch(line -> line.matches(".* OK sql .* faults\\." + table + " .*"));
            wanted.put(table, wanted(made ? orders : orders - 1).get(table));
        }
        return wanted;
    }

    private Map<String, List<String>> wanted() {
        return wanted(orders);
    }

    private static Map<String, List<String>> wanted(int orders) {
        List<String> ids =
                IntStream.rangeClosed(1, orders).mapToObj(String::valueOf).toList();
        return Map.of("log", ids, "totals", ids.stream().map(id -> id + "x1").toList());
    }

    /** The nodes that the files of all loads make together. */
    Set<String> nodes() {
        return NeptuneGraph.loadSets(project.root().resolve("target/graph"))
                .vertices()
                .keySet();
    }

    Set<String> wantedNodes() {
        Set<String> nodes = new TreeSet<>();
        IntStream.rangeClosed(1, orders).forEach(id -> nodes.add("Order||" + id));
        return nodes;
    }

    /** All rows by which graphc knows what is in the graph; those that tell who is writing come and go. */
    Map<String, List<String>> state() {
        Map<String, List<String>> state = new TreeMap<>();
        for (String table : stand.rows("SHOW TABLES FROM " + SCHEMA + "__graph__state")) {
            if (!table.startsWith("graphc_lease")) {
                List<String> rows = new ArrayList<>(stand.rows("SELECT * FROM " + SCHEMA + "__graph__state." + table));
                rows.sort(null);
                state.put(table, rows);
            }
        }
        return state;
    }

    @Override
    public void close() {
        glue().faultsFor("");
        s3.close();
        stand.close();
    }
}
