package io.graphc.runtime.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.graphc.plan.Cardinality;
import io.graphc.plan.Column;
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
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.engine.RowShares;
import io.graphc.runtime.engine.parquet.ParquetObjects.Shape;
import io.graphc.runtime.engine.parquet.ParquetShares;
import io.graphc.runtime.store.LocalFolderStore;
import io.graphc.runtime.store.ObjectStore;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns Parquet objects such as Athena unloads into Neptune CSV: snappy, several objects per element type, columns c0, c1, ..
 * The objects are fetched from a store in a folder, as they would be from S3.
 */
public final class UnloadBenchmark {
    private static final PrintStream OUT = System.out;
    private static final int OBJECTS = 8;
    private static final SqlType TEXT = SqlTypes.VARCHAR;

    private final Path folder;
    private final long elements;

    private final NodePlan node = new NodePlan(
            "node.benchmark.User",
            List.of("User"),
            "",
            ElementPlan.Scope.TENANT,
            "User|acme|",
            List.of("user_id"),
            List.of(
                    property("name", PropertyType.STRING, TEXT),
                    property("email", PropertyType.STRING, TEXT),
                    property("age", PropertyType.INTEGER, SqlTypes.INTEGER),
                    property("score", PropertyType.DOUBLE, SqlTypes.DOUBLE),
                    property("registeredAt", PropertyType.LOCALDATETIME, SqlTypes.timestamp(3))),
            query("User"),
            List.of(),
            List.of(),
            List.of());

    private final RelationshipPlan relationship = new RelationshipPlan(
            "relationship.benchmark.IS_ENROLLED",
            "IS_ENROLLED",
            "",
            ElementPlan.Scope.TENANT,
            "IS_ENROLLED|acme|",
            "User",
            "User",
            List.of(
                    property("status", PropertyType.STRING, TEXT),
                    property("enrolledAt", PropertyType.LOCALDATETIME, SqlTypes.timestamp(3))),
            query("IS_ENROLLED"),
            List.of(),
            List.of(),
            List.of());

    private UnloadBenchmark(Path folder, long elements) {
        this.folder = folder;
        this.elements = elements;
    }

    private static PropertyPlan property(String name, PropertyType type, SqlType source) {
        return new PropertyPlan(name, type, Cardinality.SINGLE, source);
    }

    private static ElementQuery query(String name) {
        return new ElementQuery("", "", Lineage.NONE, RelationName.of("staged", name));
    }

    public static void main(String[] arguments) throws Exception {
        new UnloadBenchmark(Path.of(arguments[0]), Long.parseLong(arguments[1])).run();
    }

    private void run() throws Exception {
        generate();
        OUT.printf(
                Locale.ROOT,
                "%-28s %10s %8s %8s %12s %12s %9s %8s%n",
                "what",
                "elements",
                "wall s",
                "CPU s",
                "elements/s",
                "per core s",
                "heap MiB",
                "RSS MiB");
        for (int round = 1; round <= 2; round++) {
            measure("plain, run " + round, false);
            measure("gzip, run " + round, true);
        }
    }

    private void generate() throws Exception {
        long half = elements / 2;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            for (int i = 0; i < OBJECTS; i++) {
                String range = "range(" + half * i / OBJECTS + ", " + half * (i + 1) / OBJECTS + ") AS t(i)";
                copy(
                        statement,
                        "nodes/" + i,
                        "SELECT 'User|acme|' || i AS c0, 'User Number ' || i AS c1,"
                                + " 'user' || i || '@example.com' AS c2, CAST(i % 90 AS INTEGER) AS c3,"
                                + " CAST(i % 100000 AS DOUBLE) / 7 AS c4,"
                                + " TIMESTAMP '2020-01-01 00:00:00' + to_seconds(i) AS c5 FROM " + range);
                copy(
                        statement,
                        "relationships/" + i,
                        "SELECT 'IS_ENROLLED|acme|' || i AS c0, 'User|acme|' || i AS c1,"
                                + " 'User|acme|' || (i % 1000) AS c2,"
                                + " CASE WHEN i % 3 = 0 THEN 'completed' ELSE 'in progress' END AS c3,"
                                + " TIMESTAMP '2021-01-01 00:00:00' + to_seconds(i) AS c4 FROM " + range);
            }
        }
    }

    private void copy(Statement statement, String key, String query) throws Exception {
        Path file = folder.resolve("unloaded").resolve(key);
        Files.createDirectories(file.getParent());
        statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet, COMPRESSION snappy)");
    }

    private void measure(String what, boolean gzip) throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long cpuStart = system.getProcessCpuTime();
        long start = System.nanoTime();
        transcode(gzip);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = (system.getProcessCpuTime() - cpuStart) / 1e9;
        long peak =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        OUT.printf(
                Locale.ROOT,
                "%-28s %10d %8.2f %8.2f %12.0f %12.0f %9d %8d%n",
                what,
                elements,
                seconds,
                cpu,
                elements / seconds,
                elements / cpu,
                peak >> 20,
                residentKibibytes() >> 10);
    }

    private void transcode(boolean gzip) throws Exception {
        GraphTarget target =
                new GraphTarget("csv", "neptune_csv", Map.of("path", gzip ? "gzip" : "plain", "gzip", gzip));
        CompiledProject project = new CompiledProject(
                "benchmark",
                Optional.empty(),
                Instant.EPOCH,
                new EngineTarget("dev", "duckdb", "staged", 2, Map.of()),
                target,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new GraphPlan(List.of(node), List.of(relationship)));
        try (GraphWriter writer = new GraphWriters(folder).create(project)) {
            writer.open(project);
            write(writer, node);
            write(writer, relationship);
            writer.commit();
        }
    }

    /** As the rows of an element type in Athena are written. */
    private void write(GraphWriter writer, ElementPlan element) {
        boolean isNode = element instanceof NodePlan;
        List<Column> columns = new ArrayList<>();
        for (String key : isNode ? List.of("~id") : List.of("~id", "~from", "~to")) {
            columns.add(Column.of(key, TEXT));
        }
        element.properties().forEach(property -> columns.add(Column.of(property.name(), property.sqlType())));
        List<String> stored = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            stored.add("c" + i);
        }
        Shape shape = new Shape("`" + element.name() + "`", stored, columns);
        Path unloaded = folder.resolve("unloaded").resolve(isNode ? "nodes" : "relationships");
        ObjectStore store = new LocalFolderStore(unloaded, Clock.systemUTC());
        try (RowShares shares = ParquetShares.of(store, folder.resolve("cache"), shape, rows -> rows)) {
            writer.writeShares(element, shares.shares(), WriteMode.UNKNOWN);
        }
    }

    /** The most memory that the process ever had, on Linux; 0 elsewhere. */
    private static long residentKibibytes() throws Exception {
        Path status = Path.of("/proc/self/status");
        return !Files.exists(status)
                ? 0
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0);
    }
}
