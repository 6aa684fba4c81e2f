package io.graphc.runtime.benchmark;

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
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.Neo4jServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a load costs that changes nothing, and one that changes a hundredth, beside the first one. */
public final class DifferenceBenchmark {
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private static final String DATABASE = "graph.duckdb";
    private static final Duration LONG = Duration.ofMillis(200);

    private final Path folder;
    private final long elements;

    private DifferenceBenchmark(Path folder, long elements) {
        this.folder = folder;
        this.elements = elements;
    }

    /** Its arguments: a folder, the number of elements, and the targets. */
    public static void main(String[] arguments) {
        DifferenceBenchmark benchmark = new DifferenceBenchmark(Path.of(arguments[0]), Long.parseLong(arguments[1]));
        OUT.printf(
                Locale.ROOT,
                "%-22s %9s %7s %7s %8s %7s %9s %7s %9s %9s%n",
                "what",
                "written",
                "wall s",
                "CPU s",
                "of first",
                "us each",
                "heap MiB",
                "RSS MiB",
                "spill MiB",
                "file MiB");
        benchmark.makeSources();
        for (String target : Arrays.asList(arguments).subList(2, arguments.length)) {
            benchmark.run(target);
        }
    }

    /** Tables to load from, as models would have left them. */
    private void makeSources() {
        long half = elements / 2;
        CompiledProject project = project(new GraphTarget("none", "null", Map.of()), 0);
        try (QueryEngine engine = new DuckDbEngines(folder).create(project)) {
            engine.open(project);
            engine.execute(List.of(
                    "CREATE SCHEMA source",
                    "CREATE TABLE source.users AS SELECT i, 'User Number ' || i AS name, 'user' || i || '@example.com' AS"
                            + " email, CAST(i % 90 AS INTEGER) AS age, CAST(i % 100000 AS DOUBLE) / 7 AS score,"
                            + " TIMESTAMP '2020-01-01 00:00:00' + to_seconds(i) AS registered_at FROM range(" + half
                            + ") AS t(i)",
                    "CREATE TABLE source.follows AS SELECT i, (i * 7919) % " + half + " AS other, CASE WHEN i % 3 = 0"
                            + " THEN 'completed' ELSE 'in progress' END AS status FROM range(" + (elements - half)
                            + ") AS t(i)"));
        }
    }

    private void run(String name) {
        GraphTarget target = name.equals("csv")
                ? new GraphTarget("csv", "neptune_csv", Map.of("path", "graph"))
                : new GraphTarget(
                        "neo4j",
                        "neo4j",
                        Map.of(
                                "uri",
                                Neo4jServer.shared().uri().toString(),
                                "user",
                                Neo4jServer.shared().user(),
                                "password",
                                Neo4jServer.shared().password()));
        double first = load(name + ", first", target, 0, 0);
        load(name + ", unchanged", target, 0, first);
        load(name + ", 1 % changed", target, 1, first);
        load(name + ", unchanged", target, 1, first);
    }

    /** Loads and prints; answers the seconds of processor time. */
    private double load(String what, GraphTarget target, int version, double first) {
        try (Footprint footprint = new Footprint(folder.resolve(DATABASE + ".tmp"))) {
            RunReport report = new ProjectRunner(
                            folder,
                            new DuckDbEngines(folder),
                            new GraphWriters(folder),
                            Clock.systemUTC(),
                            RunListener.NONE)
                    .run(project(target, version), RunOptions.of(RunMode.RUN).withThreads(2));
            double cpu = footprint.cpuSeconds();
            if (!report.succeeded()) {
                throw new IllegalStateException(report.allDiagnostics().toString());
            }
            OUT.printf(
                    Locale.ROOT,
                    "%-22s %9d %7.2f %7.2f %7.1f%% %7.2f %9d %7d %9d %9d%n",
                    what,
                    report.elements().stream()
                            .mapToLong(element -> element.created() + element.updated())
                            .sum(),
                    footprint.wallSeconds(),
                    cpu,
                    first == 0 ? 100 : 100 * cpu / first,
                    cpu * 1e6 / elements,
                    footprint.heapBytes() >> 20,
                    footprint.residentBytes() >> 20,
                    footprint.spilledBytes() >> 20,
                    folder.resolve(DATABASE).toFile().length() >> 20);
            steps(report);
            return cpu;
        }
    }

    /** The steps that took longest, by the wall. */
    private static void steps(RunReport report) {
        report.results().stream()
                .filter(result -> result.duration().compareTo(LONG) > 0)
                .forEach(result -> OUT.printf(
                        Locale.ROOT,
                        "    %-44s %7.2f%n",
                        result.step().id(),
                        result.duration().toMillis() / 1e3));
    }

    private CompiledProject project(GraphTarget target, int version) {
        String name = version == 0 ? "name" : "CASE WHEN i % 100 = 7 THEN 'Changed ' || i ELSE name END";
        String status = version == 0 ? "status" : "CASE WHEN i % 100 = 7 THEN 'left' ELSE status END";
        NodePlan node = new NodePlan(
                "node.benchmark.User",
                List.of("User"),
                "",
                ElementPlan.Scope.TENANT,
                "User||",
                List.of("i"),
                List.of(
                        property("name", PropertyType.STRING, SqlTypes.VARCHAR),
                        property("email", PropertyType.STRING, SqlTypes.VARCHAR),
                        property("age", PropertyType.INTEGER, SqlTypes.INTEGER),
                        property("score", PropertyType.DOUBLE, SqlTypes.DOUBLE),
                        property("registeredAt", PropertyType.LOCALDATETIME, SqlTypes.timestamp(6))),
                query(
                        "User",
                        "SELECT 'User||' || i AS \"~id\", " + name + " AS name, email, age, score,"
                                + " registered_at AS registeredAt FROM source.users"),
                List.of(),
                List.of(),
                List.of());
        RelationshipPlan relationship = new RelationshipPlan(
                "relationship.benchmark.KNOWS",
                "KNOWS",
                "",
                ElementPlan.Scope.TENANT,
                "KNOWS||",
                "User",
                "User",
                List.of(property("status", PropertyType.STRING, SqlTypes.VARCHAR)),
                query(
                        "KNOWS",
                        "SELECT 'KNOWS||' || i AS \"~id\", 'User||' || i AS \"~from\", 'User||' || other AS \"~to\", "
                                + status + " AS status FROM source.follows"),
                List.of(),
                List.of(),
                List.of());
        return new CompiledProject(
                "benchmark",
                Optional.empty(),
                Instant.EPOCH,
                new EngineTarget(
                        "dev",
                        "duckdb",
                        "staged",
                        2,
                        Map.of("path", DATABASE, "settings", Map.of("memory_limit", "1GB", "threads", "2"))),
                target,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new GraphPlan(List.of(node), List.of(relationship)));
    }

    private static PropertyPlan property(String name, PropertyType type, SqlType sqlType) {
        return new PropertyPlan(name, type, Cardinality.SINGLE, sqlType);
    }

    private static ElementQuery query(String name, String sql) {
        return new ElementQuery(sql, sql, Lineage.NONE, RelationName.of("staged", name));
    }
}
