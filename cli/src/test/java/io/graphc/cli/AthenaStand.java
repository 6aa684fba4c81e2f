package io.graphc.cli;

import io.graphc.testkit.LakeServer;
import io.graphc.testkit.S3Server;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.athena.FakeAthena;
import io.graphc.testkit.athena.S3Shelf;
import io.graphc.testkit.athena.SqlBackend;
import io.graphc.testkit.athena.TrinoBackend;
import io.graphc.testkit.glue.FakeGlue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/**
 * Everything that Athena is for a project, on this machine: its protocol before a real Trino, a catalog, and S3. Trino starts
 * once for all tests of a test run; each test has an Athena of its own before it, so that it sees its own statements and
 * faults alone, and takes schemas of its own.
 */
final class AthenaStand implements AutoCloseable {
    /** What addresses in S3 begin with. */
    static final String BUCKET = "s3://" + S3Server.BUCKET + "/";

    private FakeAthena athena;

    private AthenaStand() {
        athena = FakeAthena.start(sql(), Shared.OBJECTS);
    }

    /** Starts it; where the machine cannot, the test is skipped and says why. */
    static AthenaStand start() {
        Assumptions.assumeTrue(
                LakeServer.missing().isEmpty(), () -> LakeServer.missing().orElse(""));
        return new AthenaStand();
    }

    private static final class Shared {
        private static final S3Server S3 = S3Server.shared();
        private static final S3Shelf OBJECTS = new S3Shelf(S3.uri());
        private static final FakeGlue GLUE = FakeGlue.start();
        private static final LakeServer TRINO = LakeServer.start(TrinoBackend.catalogs(GLUE.endpoint(), S3.uri()));

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                TRINO.close();
                GLUE.close();
            }));
        }
    }

    FakeAthena athena() {
        return athena;
    }

    /** An Athena without the statements and faults of the one before, at another address. */
    FakeAthena renewed(SqlBackend backend) {
        athena.close();
        athena = FakeAthena.start(backend, Shared.OBJECTS);
        return athena;
    }

    FakeGlue glue() {
        return Shared.GLUE;
    }

    S3Shelf objects() {
        return Shared.OBJECTS;
    }

    /** Trino itself, without Athena's rules. */
    SqlBackend sql() {
        return new TrinoBackend(Shared.TRINO.uri());
    }

    /** The rows of a query, their values as texts with a blank between them. */
    List<String> rows(String query) {
        return sql().run(query).rows().stream()
                .map(row -> String.join(" ", row.stream().map(String::valueOf).toList()))
                .toList();
    }

    LakeTables tables() {
        return new LakeTables(
                Shared.TRINO,
                TrinoBackend.CATALOG,
                BUCKET,
                (name, file) -> Shared.OBJECTS.put(BUCKET + name, Files.readAllBytes(file)));
    }

    /**
     * An output of a profile.
     *
     * @param more further keys with their values, or other values of those that there are
     */
    String output(String schema, String... more) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("type", "athena");
        keys.put("region_name", "eu-central-1");
        keys.put("aws_access_key_id", "test");
        keys.put("aws_secret_access_key", "test-secret");
        keys.put("database", TrinoBackend.CATALOG);
        keys.put("schema", schema);
        keys.put("s3_staging_dir", BUCKET + schema + "/results/");
        keys.put("s3_data_dir", BUCKET + schema + "/data/");
        keys.put("threads", "2");
        keys.put(
                "endpoint_urls",
                "{s3: \"%s\", glue: \"%s\", athena: \"%s\"}"
                        .formatted(Shared.S3.uri(), Shared.GLUE.endpoint(), athena.address()));
        for (String line : more) {
            keys.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
        }
        return keys.entrySet().stream()
                .map(key -> "      " + key.getKey() + ": " + key.getValue() + "\n")
                .collect(Collectors.joining("", "    athena:\n", ""));
    }

    /** Makes an example run here. */
    void runs(TempProject project, String schema, String... more) throws IOException {
        TrinoExamplesTest.replaceIn(
                project,
                "profiles.yml",
                "  target: dev\n  outputs:\n",
                "  target: athena\n  outputs:\n" + output(schema, more));
    }

    /** A statement without what each run makes anew, and without where the graph goes. */
    static String withoutRun(String sql) {
        return sql.replaceAll("graphc-[0-9a-f]{12}-\\d+", "graphc-<run>")
                .replaceAll("_[0-9a-f]{1,8}__([cs])[0-9a-f]{8}(?![0-9a-f])", "_<type>__$1<run>")
                .replaceAll("(graphc_(?:ledger|leases))(_[0-9a-f]{1,8}){2,3}", "$1_<target>")
                .replaceAll("\"target\":\"[^\"]*\"", "\"target\":\"<target>\"")
                .replaceAll("'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'", "'<run>'")
                .replaceAll("\\b1[0-9]{15}\\b", "<micros>");
    }

    @Override
    public void close() {
        athena.close();
    }
}
