package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.LakeServer;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both example projects give on a real Trino, line by line, the files that they give on DuckDB. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrinoExamplesTest {
    /** {@code -Dgraphc.customers=3} takes all of them. */
    private static final int CUSTOMERS = Integer.getInteger("graphc.customers", 1);

    private static final String[] BUILD = {"build", "--as-of", "2026-01-15"};

    private Path folder = Path.of("");
    private LakeServer server;
    private LakeTables tables;
    private TempProject learningOnDuckDb;

    @BeforeAll
    void startsTrino(@TempDir Path temporary) throws Exception {
        Assumptions.assumeTrue(
                LakeServer.missing().isEmpty(), () -> LakeServer.missing().orElse(""));
        folder = temporary;
        Path warehouse = Files.createDirectories(folder.resolve("warehouse"));
        server = LakeServer.overFiles(warehouse);
        tables = new LakeTables(server, warehouse);
        learningOnDuckDb = Examples.learning(folder.resolve("duckdb"));
        buildLearning(learningOnDuckDb);
        for (String customer : customers()) {
            tables.copy(
                    learningOnDuckDb.root().resolve("target/learning.duckdb"),
                    "main_" + customer + "__sources",
                    "lms_" + customer);
        }
    }

    @AfterAll
    void stopsTrino() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive", "iceberg"})
    void theLearningExampleGivesTheSameLines(String catalog) throws Exception {
        TempProject onTrino = learning(catalog, catalog + "-trino", "test", 2);
        buildLearning(onTrino);
        compare(onTrino, learningOnDuckDb);
        buildLearning(onTrino);
        compare(onTrino, learningOnDuckDb);
    }

    /** The example for a catalog of Trino, with the tables that the DuckDB run has read. */
    private TempProject learning(String catalog, String name, String user, int threads) throws IOException {
        TempProject onTrino = Examples.learning(folder.resolve(name));
        replaceIn(
                onTrino,
                "models/sources.yml",
                "    config:\n      external_location: \"data/{{ var('customer_id') }}/{name}.csv\"\n",
                "    database: hive\n    schema: \"lms_{{ var('customer_id') }}\"\n");
        runsOn(onTrino, catalog, name.replace('-', '_'), user, threads);
        return onTrino;
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive", "iceberg"})
    void theIdentityExampleGivesTheSameLines(String catalog) throws Exception {
        Path example = Examples.ROOT.resolve("example-project/identity");
        TempProject onDuckDb = TempProject.copyOf(example, folder.resolve(catalog + "-identity-duckdb"));
        build(onDuckDb);
        tables.copy(onDuckDb.root().resolve("target/identity.duckdb"), "main__sources", "shop");
        TempProject onTrino = TempProject.copyOf(example, folder.resolve(catalog + "-identity-trino"));
        replaceIn(
                onTrino,
                "models/sources.yml",
                "    config:\n      external_location: \"data/{{ var('batch') }}/{name}.csv\"\n",
                "    database: hive\n    schema: shop\n");
        runsOn(onTrino, catalog, "identity_" + catalog, "test", 2);

        build(onTrino);
        compare(onTrino, onDuckDb);
    }

    private static void build(TempProject project) {
        check(CommandRun.in(project.root()).call(BUILD));
    }

    /** The first customers of the learning example; each costs a warehouse hundreds of statements. */
    private static List<String> customers() {
        return LearningFiles.CUSTOMERS.subList(0, CUSTOMERS);
    }

    /** Builds the graphs of these customers. */
    private static void buildLearning(TempProject project) {
        List<String> call = new ArrayList<>(List.of(BUILD));
        Collections.addAll(call, "--tenant", String.join(",", customers()));
        check(CommandRun.in(project.root()).call(call.toArray(String[]::new)));
    }

    /** A failure shows what the steps that went well leave. */
    static void check(CommandRun run) {
        String left = run.out()
                .lines()
                .filter(line -> !line.contains(" PASS ") && !line.contains(" OK ") && !line.contains(" scanned, "))
                .collect(Collectors.joining("\n"));
        assertThat(run.exit()).as(left + "\n" + run.err()).isZero();
    }

    private static void compare(TempProject found, TempProject expected) throws IOException {
        Map<String, List<String>> lines = lines(expected);
        Map<String, List<String>> there = lines(found);
        assertThat(there.keySet()).isEqualTo(lines.keySet());
        lines.forEach((file, all) -> assertThat(there.get(file)).as(file).isEqualTo(all));
    }

    static void replaceIn(TempProject project, String file, String from, String to) throws IOException {
        Path path = project.root().resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private void runsOn(TempProject project, String catalog, String schema, String user, int threads)
            throws IOException {
        replaceIn(
                project,
                "profiles.yml",
                "  target: dev\n  outputs:\n",
                "  target: trino\n  outputs:\n    trino:\n      type: trino\n      host: 127.0.0.1\n      port: "
                        + server.uri().getPort() + "\n      user: " + user + "\n      database: " + catalog
                        + "\n      schema: " + schema + "\n      threads: " + threads + "\n");
    }

    /** All lines of the files of the graph by tenant and file, sorted. */
    private static Map<String, List<String>> lines(TempProject project) throws IOException {
        Map<String, List<String>> lines = new TreeMap<>();
        Map<String, String> files = FolderContents.read(project.root().resolve("target/graph"));
        files.forEach((name, text) -> {
            if (name.endsWith(".csv")) {
                lines.computeIfAbsent(name.replaceAll("load-\\d+/", ""), key -> new ArrayList<>())
                        .addAll(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                                .lines()
                                .toList());
            }
        });
        assertThat(lines).isNotEmpty();
        lines.values().forEach(Collections::sort);
        return lines;
    }
}
