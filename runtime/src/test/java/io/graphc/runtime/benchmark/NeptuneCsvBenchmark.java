package io.graphc.runtime.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.graphc.plan.Cardinality;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.Lineage;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Emits generated nodes and relationships from DuckDB as Neptune CSV, and has DuckDB COPY the same rows to CSV. */
public final class NeptuneCsvBenchmark {
    private static final PrintStream OUT = System.out;

    private final Path folder;
    private final long elements;
    private final NodePlan node;
    private final RelationshipPlan relationship;

    private NeptuneCsvBenchmark(Path folder, long elements) {
        this.folder = folder;
        this.elements = elements;
        long half = elements / 2;
        this.node = new NodePlan(
                "node.benchmark.User",
                List.of("User"),
                "",
                ElementPlan.Scope.TENANT,
                "User|acme|",
                List.of("user_id"),
                List.of(
                        property("name", PropertyType.STRING),
                        property("email", PropertyType.STRING),
                        new PropertyPlan("age", PropertyType.INTEGER, Cardinality.SINGLE, SqlTypes.INTEGER),
                        new PropertyPlan("score", PropertyType.DOUBLE, Cardinality.SINGLE, SqlTypes.DOUBLE),
                        time("registeredAt")),
                query(
                        "User",
                        "SELECT 'User|acme|' || i AS \"~id\", 'User Number ' || i AS name,"
                                + " 'user' || i || '@example.com' AS email, CAST(i % 90 AS INTEGER) AS age,"
                                + " CAST(i % 100000 AS DOUBLE) / 7 AS score,"
                                + " TIMESTAMP '2020-01-01 00:00:00' + to_seconds(i) AS registeredAt FROM range("
                                + half + ") AS t(i)"),
                List.of(),
                List.of(),
                List.of());
        this.relationship = new RelationshipPlan(
                "relationship.benchmark.IS_ENROLLED",
                "IS_ENROLLED",
                "",
                ElementPlan.Scope.TENANT,
                "IS_ENROLLED|acme|",
                "User",
                "User",
                List.of(property("status", PropertyType.STRING), time("enrolledAt")),
                query(
                        "IS_ENROLLED",
                        "SELECT 'IS_ENROLLED|acme|' || i AS \"~id\", 'User|acme|' || i AS \"~from\","
                                + " 'User|acme|' || (i % 1000) AS \"~to\","
                                + " CASE WHEN i % 3 = 0 THEN 'completed' ELSE 'in progress' END AS status,"
                                + " TIMESTAMP '2021-01-01 00:00:00' + to_seconds(i) AS enrolledAt FROM range("
                                + (elements - half) + ") AS t(i)"),
                List.of(),
                List.of(),
                List.of());
    }

    private static PropertyPlan property(String name, PropertyType type) {
        return new PropertyPlan(name, type, Cardinality.SINGLE, SqlTypes.VARCHAR);
    }

    private static PropertyPlan time(String name) {
        return new PropertyPlan(name, PropertyType.LOCALDATETIME, Cardinality.SINGLE, SqlTypes.timestamp(6));
    }

    private static ElementQuery query(String name, String sql) {
        return new ElementQuery(sql, sql, Lineage.NONE, RelationName.of("staged", name));
    }

    private CompiledProject project(boolean gzip) {
        return new CompiledProject(
                "benchmark",
                Optional.empty(),
                Instant.EPOCH,
                new EngineTarget(
                        "dev",
                        "duckdb",
                        "staged",
                        2,
                        Map.of("path", "graph.duckdb", "settings", Map.of("memory_limit", "2GB", "threads", "2"))),
                new GraphTarget("csv", "neptune_csv", Map.of("path", gzip ? "gzip" : "plain", "gzip", gzip)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new GraphPlan(List.of(node), List.of(relationship)));
    }

    public static void main(String[] arguments) throws Exception {
        NeptuneCsvBenchmark benchmark = new NeptuneCsvBenchmark(Path.of(arguments[0]), Long.parseLong(arguments[1]));
        benchmark.run();
    }

    private void run() throws Exception {
        OUT.printf(
                Locale.ROOT,
                "%-24s %10s %8s %8s %14s %14s %9s%n",
                "what",
                "elements",
                "wall s",
                "CPU s",
                "elements/s",
                "per CPU s",
                "heap MiB");
        try (QueryEngine engine = new DuckDbEngines(folder).create(project(false))) {
            engine.open(project(false));
            engine.stage(node, true);
            engine.stage(relationship, true);
            for (int round = 1; round <= 2; round++) {
                measure("graphc plain, run " + round, () -> emit(engine, project(false)));
                measure("graphc gzip, run " + round, () -> emit(engine, project(true)));
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("graph.duckdb"));
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("SET memory_limit = '2GB'");
            measure("DuckDB COPY plain, run 1", () -> copy(statement, ""));
            measure("DuckDB COPY plain, run 2", () -> copy(statement, ""));
            measure("DuckDB COPY gzip", () -> copy(statement, ", COMPRESSION gzip"));
        }
    }

    /** What is measured. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private void measure(String what, Work work) throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long cpuStart = system.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = (system.getProcessCpuTime() - cpuStart) / 1e9;
        long peak =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        OUT.printf(
                Locale.ROOT,
                "%-24s %10d %8.2f %8.2f %14.0f %14.0f %9d%n",
                what,
                elements,
                seconds,
                cpu,
                elements / seconds,
                elements / cpu,
                peak >> 20);
    }

    private void emit(QueryEngine engine, CompiledProject project) {
        try (GraphWriter writer = new GraphWriters(folder).create(project)) {
            writer.open(project);
            for (ElementPlan element : List.of(node, relationship)) {
                try (RowCursor rows = engine.staged(element)) {
                    writer.write(element, rows, WriteMode.UNKNOWN);
                }
            }
            writer.commit();
        }
    }

    private void copy(Statement statement, String options) throws Exception {
        for (ElementPlan element : List.of(node, relationship)) {
            statement.execute("COPY (SELECT * FROM " + element.query().staged().quoted() + ") TO '"
                    + folder.resolve(element.name() + ".csv") + "' (FORMAT csv, HEADER" + options + ")");
        }
    }
}
