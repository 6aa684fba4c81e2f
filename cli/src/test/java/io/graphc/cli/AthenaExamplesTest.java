package io.graphc.cli;

import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.LakeServer;
import io.graphc.testkit.S3Server;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.athena.FakeAthena;
import io.graphc.testkit.athena.S3Shelf;
import io.graphc.testkit.athena.TrinoBackend;
import io.graphc.testkit.glue.FakeGlue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Both example projects give in Athena's stand-in, with a real Trino behind it, the lines that they give on DuckDB. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AthenaExamplesTest {
    private static final String BUCKET = "s3://" + S3Server.BUCKET + "/";

    private Path folder = Path.of("");
    private S3Server s3;
    private FakeGlue glue;
    private LakeServer trino;
    private FakeAthena athena;
    private LakeTables tables;

    @BeforeAll
    void startsAthena(@TempDir Path temporary) {
        Assumptions.assumeTrue(
                LakeServer.missing().isEmpty(), () -> LakeServer.missing().orElse(""));
        folder = temporary;
        s3 = S3Server.shared();
        glue = FakeGlue.start();
        trino = LakeServer.start(TrinoBackend.catalogs(glue.endpoint(), s3.uri()));
        S3Shelf objects = new S3Shelf(s3.uri());
        athena = FakeAthena.start(new TrinoBackend(trino.uri()), objects);
        tables = new LakeTables(
                trino,
                TrinoBackend.CATALOG,
                BUCKET,
                (name, file) -> objects.put(BUCKET + name, Files.readAllBytes(file)));
    }

    @AfterAll
    void stopsAthena() {
        if (athena != null) {
            athena.close();
            trino.close();
            glue.close();
        }
    }

    @Test
    void theLearningExampleGivesTheSameLines() throws Exception {
        TempProject onDuckDb = Examples.learning(folder.resolve("duckdb"));
        TrinoExamplesTest.buildLearning(onDuckDb);
        for (String customer : TrinoExamplesTest.customers()) {
            tables.copy(
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
        runsOn(onAthena, "learning");

        TrinoExamplesTest.buildLearning(onAthena);
        List<String> first = athena.statements();
        TrinoExamplesTest.compare(onAthena, onDuckDb);
        TrinoExamplesTest.buildLearning(onAthena);
        TrinoExamplesTest.compare(onAthena, onDuckDb);

        GoldenFile.check(GoldenFile.resource("athena/learning.txt"), statements(first, "learning_harbour"));
    }

    @Test
    void theIdentityExampleGivesTheSameLines() throws Exception {
        Path example = Examples.ROOT.resolve("example-project/identity");
        TempProject onDuckDb = TempProject.copyOf(example, folder.resolve("identity-duckdb"));
        TrinoExamplesTest.build(onDuckDb);
        tables.copy(onDuckDb.root().resolve("target/identity.duckdb"), "main__sources", "shop");
        TempProject onAthena = TempProject.copyOf(example, folder.resolve("identity-athena"));
        TrinoExamplesTest.replaceIn(
                onAthena,
                "models/sources.yml",
                "    config:\n      external_location: \"data/{{ var('batch') }}/{name}.csv\"\n",
                "    schema: shop\n");
        runsOn(onAthena, "identity");

        TrinoExamplesTest.build(onAthena);
        TrinoExamplesTest.compare(onAthena, onDuckDb);
    }

    /** The statements about a schema, sorted, since several run at once; each by its first words. */
    private static String statements(List<String> all, String schema) {
        return all.stream()
                .filter(sql -> sql.contains(schema))
                .map(sql -> sql.replaceAll("graphc-[0-9a-f]{12}-\\d+", "graphc-<run>")
                        .replaceAll("__([cs])[0-9a-f]{8}(?![0-9a-f])", "__$1<run>")
                        .replaceAll("'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'", "'<run>'")
                        .replaceAll("\\b1[0-9]{15}\\b", "<micros>")
                        .replaceAll("\\s+", " "))
                .map(sql -> sql.length() <= 160 ? sql : sql.substring(0, 160) + " ..")
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void runsOn(TempProject project, String schema) throws IOException {
        TrinoExamplesTest.replaceIn(project, "profiles.yml", "  target: dev\n  outputs:\n", """
                  target: athena
                  outputs:
                    athena:
                      type: athena
                      region_name: eu-central-1
                      aws_access_key_id: test
                      aws_secret_access_key: test-secret
                      database: %s
                      schema: %s
                      s3_staging_dir: %s%s/results/
                      s3_data_dir: %s%s/data/
                      threads: 2
                      endpoint_urls: {s3: "%s", glue: "%s", athena: "%s"}
                """.formatted(
                        TrinoBackend.CATALOG,
                        schema,
                        BUCKET,
                        schema,
                        BUCKET,
                        schema,
                        s3.uri(),
                        glue.endpoint(),
                        athena.address()));
    }
}
