package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.GremlinServer;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.FakeNeptune;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both example projects, loaded from Athena's stand-in with a real Trino behind it into Neptune's: the files that the loader
 * reads have the lines that DuckDB gives, and the graph is the one that a real Neo4j holds after a load from DuckDB.
 */
class AthenaExamplesTest {
    private static final String AS_OF = "2026-01-15";
    private static final Pattern LOADED =
            Pattern.compile("(?:.*/)?([^/]+)/(?!deletes/)[^/]+/((?:nodes|relationships)/.+)-\\d+\\.csv");

    /** A test of the example that the stand-in, without openCypher of its own, answers as it is told. */
    private static final String EMPLOYED_TWICE = """
            MATCH (u:User)-[w:WORKS_AT]->()
            WHERE id(u) STARTS WITH $prefix
            WITH u, count(w) AS employments
            WHERE employments > 1
            RETURN u, employments""";

    @TempDir
    Path folder;

    @AutoClose
    private final AthenaStand stand = AthenaStand.start();

    @AutoClose
    private final FakeNeptune neptune = NeptuneStand.start();

    @Test
    void theLearningExampleGivesTheSameLinesAndTheSameGraph() throws Exception {
        TempProject onDuckDb = Examples.learning(folder.resolve("duckdb"));
        builds(onDuckDb, "csv");
        for (String customer : LearningFiles.CUSTOMERS) {
            stand.tables()
                    .copy(
                            onDuckDb.root().resolve("target/learning.duckdb"),
                            "main_" + customer + "__sources",
                            "lms_" + customer);
        }
        TempProject onAthena = Examples.learning(folder.resolve("athena"));
        TrinoExamplesTest.replaceIn(
                onAthena,
                "models/sources.yml",
                "    config:\n      external_location: \"data/{{ var('customer_id') }}/{name}.csv\"\n",
                "    schema: \"lms_{{ var('customer_id') }}\"\n");
        stand.runs(onAthena, "learning");
        String location = NeptuneStand.addTo(onAthena, neptune);
        neptune.gremlinServer(GremlinServer.shared().uri());
        neptune.answer(EMPLOYED_TWICE, "[]");

        builds(onAthena, "aws");
        List<String> first = stand.athena().statements();
        builds(onAthena, "aws", "--tenant", "harbour");
        List<String> both = stand.athena().statements();

        assertThat(loaded(location)).isEqualTo(files(onDuckDb));
        assertHoldsWhatNeo4jHolds(onDuckDb);
        GoldenFile.check(
                GoldenFile.resource("athena/learning.txt"),
                "-- first run\n" + statements(first, "learning_harbour") + "-- second run, nothing changed\n"
                        + statements(both.subList(first.size(), both.size()), "learning_harbour"));
    }

    /**
     * Every row that goes to the graph is read from files in S3, those that the second batch changes by UNLOAD. Pages may give
     * ids alone, of what is deleted, and the rows that are compared with the graph afterwards, where their tables are large.
     */
    @Test
    void theIdentityExampleGivesTheSameLinesAndTheSameGraphByUnload() throws Exception {
        Path example = Examples.ROOT.resolve("example-project/identity");
        TempProject onDuckDb = TempProject.copyOf(example, folder.resolve("duckdb"));
        TempProject onAthena = TempProject.copyOf(example, folder.resolve("athena"));
        TrinoExamplesTest.replaceIn(
                onAthena,
                "models/sources.yml",
                "    config:\n      external_location: \"data/{{ var('batch') }}/{name}.csv\"\n",
                "    schema: \"shop_{{ var('batch') }}\"\n");
        stand.runs(onAthena, "identity", "unload_rows: 1");
        String location = NeptuneStand.addTo(onAthena, neptune);
        for (String batch : List.of("initial", "incremental")) {
            String[] vars = {"--vars", "batch: " + batch};
            builds(onDuckDb, "csv", vars);
            stand.tables().copy(onDuckDb.root().resolve("target/identity.duckdb"), "main__sources", "shop_" + batch);

            builds(onAthena, "aws", vars);

            assertThat(loaded(location)).isEqualTo(files(onDuckDb));
        }
        assertHoldsWhatNeo4jHolds(onDuckDb, "--vars", "batch: incremental");
        assertThat(stand.athena().statements())
                .filteredOn(sql -> sql.startsWith("UNLOAD"))
                .isNotEmpty();
        assertThat(stand.athena().statements())
                .filteredOn(sql -> sql.startsWith("SELECT") && sql.contains("ORDER BY \"~id\""))
                .as("rows that came by pages, but for those of deletes and samples")
                .filteredOn(sql -> !sql.contains("\"~change\" IN ('D', 'X')") && !sql.contains("ORDER BY reverse("))
                .isEmpty();
    }

    private static void builds(TempProject project, String graphTarget, String... more) {
        List<String> call = new ArrayList<>(List.of("build", "--graph-target", graphTarget, "--as-of", AS_OF));
        Collections.addAll(call, more);
        TrinoExamplesTest.check(NeptuneStand.call(project, call.toArray(String[]::new)));
    }

    private void assertHoldsWhatNeo4jHolds(TempProject onDuckDb, String... more) {
        List<String> call = new ArrayList<>(List.of("run", "--graph-target", "neo4j", "--as-of", AS_OF));
        Collections.addAll(call, more);
        try (Neo4jDatabase database = Neo4jDatabase.empty()) {
            CommandRun run =
                    database.credentials(CommandRun.in(onDuckDb.root())).call(call.toArray(String[]::new));
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(HeldGraph.of(neptune)).isNotEmpty().isEqualTo(HeldGraph.of(database));
        }
    }

    /** The lines of the files that Neptune was given, see {@link #lines}. */
    private Map<String, List<String>> loaded(String location) {
        Map<String, String> files = new TreeMap<>();
        stand.objects()
                .list(location)
                .forEach(address -> files.put(address, stand.objects().text(address)));
        return lines(files);
    }

    private static Map<String, List<String>> files(TempProject project) throws IOException {
        Map<String, String> files = new TreeMap<>();
        FolderContents.read(project.root().resolve("target/graph"))
                .forEach((name, text) -> files.put("identity/" + name, text));
        return lines(files);
    }

    /** All lines but the first by tenant, element type and first line, sorted, whatever file of whatever load they are in. */
    private static Map<String, List<String>> lines(Map<String, String> files) {
        Map<String, List<String>> lines = new TreeMap<>();
        files.forEach((name, text) -> {
            Matcher loaded = LOADED.matcher(name);
            if (loaded.matches()) {
                List<String> all = text.lines().toList();
                lines.computeIfAbsent(
                                loaded.group(1) + "/" + loaded.group(2) + " " + all.get(0), key -> new ArrayList<>())
                        .addAll(all.subList(1, all.size()));
            }
        });
        assertThat(lines).isNotEmpty();
        lines.values().forEach(Collections::sort);
        return lines;
    }

    /** The statements about a schema, sorted, since several run at once; each by its first words. */
    private static String statements(List<String> all, String schema) {
        return all.stream()
                .filter(sql -> sql.contains(schema))
                .map(sql -> AthenaStand.withoutRun(sql).replaceAll("\\s+", " "))
                .map(sql -> sql.length() <= 160 ? sql : sql.substring(0, 160) + " ..")
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
