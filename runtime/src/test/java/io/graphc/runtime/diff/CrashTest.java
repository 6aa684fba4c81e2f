package io.graphc.runtime.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.GraphTarget;
import io.graphc.runtime.ElementReport;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.diff.CrashingRun.State;
import io.graphc.testkit.Neo4jServer;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.Record;

/**
 * Kills a process that loads a graph, by the signal that nothing can catch, at seeded points of a first and of a second load;
 * loads again; and compares the whole graph with that of a load that nothing disturbed. {@code -Dgraphc.crash.points=100}
 * tries a hundred.
 */
class CrashTest {
    private static final int FILE_POINTS = Integer.getInteger("graphc.crash.points", 6);
    private static final int SERVER_POINTS = Integer.getInteger("graphc.crash.points", 4);
    private static final long SEED = 4711;

    @TempDir
    Path folder;

    private long hour;

    /** Where the state is kept. */
    State state() {
        return State.IN_PLACE;
    }

    @Test
    void csvEndsInTheSameGraphWhereverALoadIsKilled() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] events = new long[2];
        for (int i = 0; i < FILE_POINTS; i++) {
            Path place = Files.createDirectory(folder.resolve("csv" + i));
            kill(place, random, events, csv(), () -> read(NeptuneGraph.loadSets(place.resolve("graph"))));
        }
    }

    @Test
    void neo4jEndsInTheSameGraphWhereverALoadIsKilled() throws IOException {
        Neo4jServer server = Neo4jServer.shared();
        GraphTarget target = new GraphTarget(
                "graph",
                "neo4j",
                Map.of(
                        "uri",
                        server.uri().toString(),
                        "user",
                        server.user(),
                        "password",
                        server.password(),
                        "batch_size",
                        10));
        SplittableRandom random = new SplittableRandom(SEED + 1);
        long[] events = new long[2];
        try (Driver driver = GraphDatabase.driver(
                server.uri(),
                AuthTokens.basic(server.user(), server.password()),
                Config.builder().withLogging(Logging.none()).build())) {
            for (int i = 0; i < SERVER_POINTS; i++) {
                driver.executableQuery("MATCH (n) DETACH DELETE n").execute();
                Path place = Files.createDirectory(folder.resolve("neo4j" + i));
                kill(place, random, events, target, () -> read(driver));
            }
            driver.executableQuery("MATCH (n) DETACH DELETE n").execute();
        }
    }

    private static GraphTarget csv() {
        return new GraphTarget("graph", "neptune_csv", Map.of("path", "graph"));
    }

    /** One kill; whether of a first or a second load, and where, the seed says. */
    private void kill(
            Path place, SplittableRandom random, long[] events, GraphTarget target, Supplier<Map<String, String>> graph)
            throws IOException {
        long seed = random.nextLong(1000);
        int changes = random.nextInt(2) * 4;
        int load = changes == 0 ? 0 : 1;
        if (load == 1) {
            complete(place, CrashingRun.people(seed, 0, target));
        }
        if (events[load] == 0) {
            events[load] = countEvents(place.resolveSibling("count" + load), seed, changes);
        }
        long point = 1 + random.nextLong(events[load]);
        String what = "seed " + seed + ", load " + (load + 1) + " killed at event " + point;
        boolean reached = runAndKill(place, seed, changes, point, target);
        People people = CrashingRun.people(seed, changes, target);
        RunReport again = complete(place, people);
        assertThat(graph.get()).as(what + (reached ? "" : " (ended before)")).isEqualTo(expected(people));
        for (ElementReport element : again.elements()) {
            assertThat(element.created() + element.updated() + element.unchanged())
                    .as(what)
                    .isEqualTo(element.accepted());
        }
        for (ElementReport element : complete(place, people).elements()) {
            assertThat(element.unchanged()).as(what + ", then once more").isEqualTo(element.accepted());
            assertThat(element.deleted()).as(what + ", then once more").isZero();
        }
    }

    private long countEvents(Path place, long seed, int changes) throws IOException {
        Files.createDirectory(place);
        if (changes > 0) {
            complete(place, CrashingRun.people(seed, 0, csv()));
        }
        KillPoint counter = new KillPoint(0, () -> {});
        CrashingRun.run(place, CrashingRun.people(seed, changes, csv()).project(), counter, state(), hour++);
        return counter.events();
    }

    private RunReport complete(Path place, People people) {
        RunReport report = CrashingRun.run(place, people.project(), new KillPoint(0, () -> {}), state(), hour++);
        assertThat(report.allDiagnostics()).isEmpty();
        assertThat(report.succeeded()).isTrue();
        return report;
    }

    /** Whether the process came to the point before it was done. */
    private boolean runAndKill(Path place, long seed, int changes, long point, GraphTarget target) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                place.toString(),
                Long.toString(seed),
                Integer.toString(changes),
                Long.toString(point),
                state().name(),
                Long.toString(hour++),
                target.type()));
        target.settings().forEach((key, value) -> {
            arguments.add(key);
            arguments.add(value.toString());
        });
        return KilledProcess.run(CrashingRun.class, place.resolve("stderr.txt"), arguments);
    }

    private static Map<String, String> expected(People people) {
        Map<String, String> graph = new TreeMap<>();
        people.people.forEach((id, person) -> {
            Map<String, Object> properties = new TreeMap<>(Map.of("name", person.name()));
            if (person.age() != null) {
                properties.put("age", person.age());
            }
            if (person.tags() != null) {
                properties.put("tags", person.tags());
            }
            graph.put(id, text("[Person]", properties));
        });
        people.knows.forEach((id, link) -> graph.put(
                id,
                text(link.from() + "->" + link.to(), link.since() == null ? Map.of() : Map.of("since", link.since()))));
        return graph;
    }

    /** Values of a set in order, without the empty one, and no empty set: what all targets have in common. */
    private static String text(String head, Map<String, ?> properties) {
        Map<String, Object> shown = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (value instanceof List<?> several) {
                List<String> texts = several.stream()
                        .map(String::valueOf)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .sorted()
                        .toList();
                if (!texts.isEmpty()) {
                    shown.put(name, texts);
                }
            } else {
                shown.put(name, value);
            }
        });
        return head + " " + shown;
    }

    private static Map<String, String> read(NeptuneGraph graph) {
        Map<String, String> read = new TreeMap<>();
        graph.vertices().forEach((id, vertex) -> {
            Map<String, Object> properties = new LinkedHashMap<>();
            vertex.properties()
                    .forEach((name, values) -> properties.put(name, name.equals("tags") ? values : values.get(0)));
            read.put(id, text(vertex.labels().toString(), properties));
        });
        graph.edges().forEach((id, edge) -> read.put(id, text(edge.from() + "->" + edge.to(), edge.properties())));
        return read;
    }

    private static Map<String, String> read(Driver driver) {
        Map<String, String> read = new TreeMap<>();
        for (Record row : driver.executableQuery("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties")
                .execute()
                .records()) {
            Map<String, Object> properties =
                    new LinkedHashMap<>(row.get("properties").asMap());
            String id = String.valueOf(properties.remove("_id"));
            read.put(id, text(row.get("labels").asList().toString(), properties));
        }
        for (Record row : driver.executableQuery(
                        "MATCH (a)-[r]->(b) RETURN a._id AS a, b._id AS b, properties(r) AS properties")
                .execute()
                .records()) {
            Map<String, Object> properties =
                    new LinkedHashMap<>(row.get("properties").asMap());
            String id = String.valueOf(properties.remove("_id"));
            read.put(id, text(row.get("a").asString() + "->" + row.get("b").asString(), properties));
        }
        return read;
    }
}
