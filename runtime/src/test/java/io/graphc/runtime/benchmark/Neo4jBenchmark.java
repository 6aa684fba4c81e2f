package io.graphc.runtime.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.Load;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.neo4j.SkewedGraph;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.Neo4jServer;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private final Neo4jServer server;
    private final SkewedGraph graph;
    private final NodePlan node;
    private final RelationshipPlan relationship;

    private Neo4jBenchmark(Path folder, Neo4jServer server, long nodes, long relationships) {
        this.folder = folder;
        this.server = server;
        this.graph = new SkewedGraph(nodes, relationships, 1, 4);
        this.node = graph.node();
        this.relationship = graph.relationship();
    }

    private CompiledProject project() {
        return graph.project(new GraphTarget(
                "graph",
                "neo4j",
                Map.of("uri", server.uri().toString(), "user", server.user(), "password", server.password())));
    }

    /** Arguments: a folder, the number of nodes, the number of relationships. */
    public static void main(String[] arguments) throws Exception {
        try (Neo4jServer server = Neo4jServer.large("2g")) {
            new Neo4jBenchmark(
                            Path.of(arguments[0]), server, Long.parseLong(arguments[1]), Long.parseLong(arguments[2]))
                    .run();
        }
    }

    private void run() throws Exception {
        OUT.printf(Locale.ROOT, "%-34s %10s %8s %8s %10s%n", "what", "rows", "wall s", "CPU s", "us CPU/row");
        CompiledProject project = project();
        try (QueryEngine engine = new DuckDbEngines(folder).create(project);
                Driver driver =
                        GraphDatabase.driver(server.uri(), AuthTokens.basic(server.user(), server.password()))) {
            engine.open(project);
            engine.stage(node, true);
            engine.stage(relationship, true);
            importFiles(engine);
            for (int round = 1; round <= 3; round++) {
                read(engine, "reading rows alone, run " + round);
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
            session.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS")
                    .consume();
            session.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS")
                    .consume();
        }
    }

    private void load(QueryEngine engine, CompiledProject project, WriteMode mode, String what) throws Exception {
        try (GraphWriter writer = new GraphWriters(folder).create(project)) {
            writer.open(project);
            writer.begin(Load.UNREMEMBERED);
            for (ElementPlan element : List.of(node, relationship)) {
                measure(what, element, () -> {
                    try (RowCursor rows = engine.staged(element)) {
                        return writer.write(element, rows, mode).rows();
                    }
                });
            }
        }
    }

    /** What the engine and the cursor cost, which the loop over the driver has too. */
    private void read(QueryEngine engine, String what) throws Exception {
        for (ElementPlan element : List.of(node, relationship)) {
            measure(what, element, () -> {
                long count = 0;
                try (RowCursor rows = engine.staged(element)) {
                    int columns = rows.columns().size();
                    long length = 0;
                    while (rows.next()) {
                        for (int i = 0; i < columns; i++) {
                            length += rows.getText(i).length();
                        }
                        count++;
                    }
                    return length < 0 ? length : count;
                }
            });
        }
    }

    /** The same graph by {@code neo4j-admin database import}, which makes a database and can do nothing else. */
    private void importFiles(QueryEngine engine) throws Exception {
        GraphTarget files = new GraphTarget("files", "neo4j_admin", Map.of("path", "files"));
        CompiledProject project = graph.project(files);
        try (GraphWriter writer = new GraphWriters(folder).create(project)) {
            writer.open(project);
            writer.begin(Load.UNREMEMBERED);
            writer.begin(Load.UNREMEMBERED);
            for (ElementPlan element : List.of(node, relationship)) {
                measure("graphc, files for neo4j-admin", element, () -> {
                    try (RowCursor rows = engine.staged(element)) {
                        return writer.write(element, rows, WriteMode.NEW).rows();
                    }
                });
            }
            writer.commit();
        }
        long start = System.nanoTime();
        Neo4jServer.imported(folder.resolve("files"), List.of("neo4j", "@import.args"))
                .close();
        OUT.printf(
                Locale.ROOT,
                "%-45s %17.2f (wall, with the start of two JVMs)%n",
                "neo4j-admin database import",
                (System.nanoTime() - start) / 1e9);
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
