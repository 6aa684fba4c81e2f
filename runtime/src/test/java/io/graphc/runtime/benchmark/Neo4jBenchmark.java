package io.graphc.runtime.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.Lineage;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.emit.GraphFixture;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.Neo4jServer;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/**
 * Loads generated nodes and relationships, of which few nodes have most, from DuckDB into a real Neo4j: by graphc's writer,
 * and by a plain loop over the driver with the same statements. The server is another process, so the processor time is
 * the client's alone.
 */
public final class Neo4jBenchmark {
    private static final PrintStream OUT = System.out;
    private static final int BATCH = 5_000;

    private final Path folder;
    private final NodePlan node;
    private final RelationshipPlan relationship;

    private Neo4jBenchmark(Path folder, long nodes, long relationships) {
        this.folder = folder;
        NodePlan user = GraphFixture.node(List.of("User"), GraphFixture.text("name"), GraphFixture.text("email"));
        this.node = new NodePlan(
                user.id(),
                user.labels(),
                "",
                user.scope(),
                user.idPrefix(),
                user.keyColumns(),
                user.properties(),
                query(
                        "User",
                        "SELECT 'User|' || i AS \"~id\", 'User Number ' || i AS name, 'user' || i"
                                + " || '@example.com' AS email FROM range(" + nodes + ") AS t(i)"),
                List.of(),
                List.of(),
                List.of());
        RelationshipPlan knows = GraphFixture.relationship("KNOWS", "User", "User", GraphFixture.text("since"));
        String end = "CAST(floor(" + nodes + " * power((hash(i) % 1000003) / 1000003.0, 4)) AS BIGINT)";
        this.relationship = new RelationshipPlan(
                knows.id(),
                knows.type(),
                "",
                knows.scope(),
                knows.idPrefix(),
                "User",
                "User",
                knows.properties(),
                query(
                        "KNOWS",
                        "SELECT 'KNOWS|' || i AS \"~id\", 'User|' || (hash(i + 1) % " + nodes
                                + ") AS \"~from\", 'User|' || " + end
                                + " AS \"~to\", 'since ' || i AS since FROM range("
                                + relationships + ") AS t(i)"),
                List.of(),
                List.of(),
                List.of());
    }

    private static ElementQuery query(String name, String sql) {
        return new ElementQuery(sql, sql, Lineage.NONE, RelationName.of("staged", name));
    }

    private CompiledProject project() {
        Neo4jServer server = Neo4jServer.shared();
        return new CompiledProject(
                "benchmark",
                Optional.empty(),
                Instant.EPOCH,
                new EngineTarget("dev", "duckdb", "staged", 2, Map.of("path", "graph.duckdb")),
                new GraphTarget(
                        "graph",
                        "neo4j",
                        Map.of("uri", server.uri().toString(), "user", server.user(), "password", server.password())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new GraphPlan(List.of(node), List.of(relationship)));
    }

    /** Arguments: a folder, the number of nodes, the number of relationships. */
    public static void main(String[] arguments) throws Exception {
        new Neo4jBenchmark(Path.of(arguments[0]), Long.parseLong(arguments[1]), Long.parseLong(arguments[2])).run();
    }

    private void run() throws Exception {
        OUT.printf(Locale.ROOT, "%-34s %10s %8s %8s %10s%n", "what", "rows", "wall s", "CPU s", "us CPU/row");
        CompiledProject project = project();
        try (QueryEngine engine = new DuckDbEngines(folder).create(project);
                Driver driver = GraphDatabase.driver(
                        Neo4jServer.shared().uri(),
                        AuthTokens.basic(
                                Neo4jServer.shared().user(),
                                Neo4jServer.shared().password()))) {
            engine.open(project);
            engine.stage(node, true);
            engine.stage(relationship, true);
            for (int round = 1; round <= 2; round++) {
                clear(driver);
                load(engine, project, WriteMode.NEW, "graphc, new, run " + round);
                load(engine, project, WriteMode.UNKNOWN, "graphc, all there, run " + round);
                clear(driver);
                loop(engine, driver, "loop over the driver, run " + round);
            }
        }
    }

    private static void clear(Driver driver) {
        try (Session session = driver.session()) {
            session.run("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
                    .consume();
        }
    }

    private void load(QueryEngine engine, CompiledProject project, WriteMode mode, String what) throws Exception {
        try (GraphWriter writer = new GraphWriters(folder).create(project)) {
            writer.open(project);
            for (ElementPlan element : List.of(node, relationship)) {
                measure(what, element, () -> {
                    try (RowCursor rows = engine.staged(element)) {
                        return writer.write(element, rows, mode).rows();
                    }
                });
            }
        }
    }

    /** What somebody would write who knows this data: one session, static labels, rows as lists. */
    private void loop(QueryEngine engine, Driver driver, String what) throws Exception {
        try (Session session = driver.session()) {
            measure(what, node, () -> loop(engine, session, node, """
                    UNWIND $rows AS r
                    CREATE (e:User {_id: r[0], name: r[1], email: r[2]})"""));
            measure(what, relationship, () -> loop(engine, session, relationship, """
                    UNWIND $rows AS r
                    MATCH (a:User {_id: r[1]})
                    MATCH (b:User {_id: r[2]})
                    CREATE (a)-[e:KNOWS {_id: r[0], since: r[3]}]->(b)"""));
        }
    }

    private static long loop(QueryEngine engine, Session session, ElementPlan element, String statement) {
        long count = 0;
        try (RowCursor rows = engine.staged(element)) {
            int columns = rows.columns().size();
            List<Value> batch = new ArrayList<>();
            boolean more = rows.next();
            while (more) {
                Value[] row = new Value[columns];
                for (int i = 0; i < columns; i++) {
                    row[i] = Values.value(rows.getText(i));
                }
                batch.add(Values.value(row));
                count++;
                more = rows.next();
                if (!more || batch.size() == BATCH) {
                    Value parameter = Values.parameters("rows", Values.value(batch.toArray(Value[]::new)));
                    session.executeWrite(
                            transaction -> transaction.run(statement, parameter).consume());
                    batch.clear();
                }
            }
        }
        return count;
    }

    /** What is measured; yields the number of rows. */
    @FunctionalInterface
    private interface Work {
        long run() throws Exception;
    }

    private static void measure(String what, ElementPlan element, Work work) throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpuStart = system.getProcessCpuTime();
        long start = System.nanoTime();
        long rows = work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = (system.getProcessCpuTime() - cpuStart) / 1e9;
        OUT.printf(
                Locale.ROOT,
                "%-34s %10d %8.2f %8.2f %10.2f%n",
                what + ", " + element.name(),
                rows,
                seconds,
                cpu,
                cpu * 1e6 / rows);
    }
}
