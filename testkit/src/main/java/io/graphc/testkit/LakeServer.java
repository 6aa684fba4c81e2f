package io.graphc.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A real Trino 483 with the Hive and Iceberg connectors in a process of its own, reached over HTTP without a password. It
 * needs a JDK 25, looked for beside the JDK of this process and where environment variables {@code JAVA_HOME_25},
 * {@code JAVA_HOME_25_X64} or {@code JAVA_HOME_25_ARM64} point, and the class path that the build of module {@code
 * testkit-lake} writes under profile {@code lake}; where these are not, {@link #missing()} says so and tests are to be
 * skipped with its words.
 *
 * <p>Starts in 5 to 10 seconds with 1 GiB of heap, so tests share one. Safe to use from several threads.
 */
public final class LakeServer implements AutoCloseable {
    private static final String MODULE = "lake";
    private static final String VERSION = "483";

    private final ServerProcess process;
    private final URI uri;
    private final Path folder;

    private LakeServer(ServerProcess process, URI uri, Path folder) {
        this.process = process;
        this.uri = uri;
        this.folder = folder;
    }

    /** Why no server can be started here; empty where one can. */
    public static Optional<String> missing() {
        if (!Files.exists(ServerProcess.classPath(MODULE))) {
            return Optional.of("no class path of a Trino with Hive and Iceberg: build with `-Plake`");
        }
        return java().isPresent() ? Optional.empty() : Optional.of("Trino with Hive and Iceberg needs a JDK 25");
    }

    /**
     * A server with catalogs {@code hive} and {@code iceberg} over local files.
     *
     * @param warehouse the folder of the files, to which {@code local:///} leads; the catalogs share their metastore there
     */
    public static LakeServer overFiles(Path warehouse) {
        try {
            Files.createDirectories(warehouse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> files = Map.of(
                "hive.metastore.catalog.dir",
                "local:///metastore",
                "fs.local.enabled",
                "true",
                "local.location",
                warehouse.toAbsolutePath().toString());
        return start(Map.of(
                "hive",
                with(
                        files,
                        Map.of(
                                "connector.name",
                                "hive",
                                "hive.metastore",
                                "file",
                                "hive.non-managed-table-writes-enabled",
                                "true",
                                "hive.storage-format",
                                "PARQUET")),
                "iceberg",
                with(files, Map.of("connector.name", "iceberg", "iceberg.catalog.type", "testing_file_metastore"))));
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(some);
        all.putAll(more);
        return all;
    }

    /**
     * A server with catalogs of one's own; returns when it answers.
     *
     * @param catalogs Trino's properties of each, by its name
     */
    public static LakeServer start(Map<String, Map<String, String>> catalogs) {
        String java = java().orElseThrow(
                        () -> new IllegalStateException(missing().orElse("")))
                .resolve("bin/java")
                .toString();
        try {
            Path folder = Files.createTempDirectory("graphc-lake");
            URI uri = URI.create("http://127.0.0.1:" + freePort());
            write(folder, uri, catalogs);
            List<String> options = List.of(
                    "-Xmx1g",
                    "--add-modules=jdk.incubator.vector",
                    "-Djdk.attach.allowAttachSelf=true",
                    "-Dnode.internal-address=127.0.0.1",
                    "-Dconfig=" + folder.resolve("config.properties"),
                    "-Dlog.levels-file=" + folder.resolve("log.properties"));
            ServerProcess process = ServerProcess.start(
                    java,
                    MODULE,
                    options,
                    List.of(
                            "io.graphc.testkit.lake.LakeMain",
                            VERSION,
                            folder.resolve("plugin").toString()));
            String line = process.readLine();
            while (!line.equals("ready")) {
                line = process.readLine();
            }
            return new LakeServer(process, uri, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void write(Path folder, URI uri, Map<String, Map<String, String>> catalogs) throws IOException {
        Path catalogFolder = Files.createDirectories(folder.resolve("catalog"));
        for (Map.Entry<String, Map<String, String>> catalog : catalogs.entrySet()) {
            List<String> lines = new ArrayList<>();
            catalog.getValue().forEach((name, value) -> lines.add(name + "=" + value));
            lines.sort(Comparator.naturalOrder());
            Files.write(catalogFolder.resolve(catalog.getKey() + ".properties"), lines, StandardCharsets.UTF_8);
        }
        Files.writeString(folder.resolve("log.properties"), "io.trino=WARN\norg.eclipse.jetty=WARN\nio.airlift=WARN\n");
        Files.writeString(folder.resolve("config.properties"), """
                node.environment=test
                http-server.log.enabled=false
                coordinator=true
                node-scheduler.include-coordinator=true
                http-server.http.port=%d
                discovery.uri=%s
                query.max-memory=1GB
                query.max-memory-per-node=500MB
                memory.heap-headroom-per-node=200MB
                catalog.management=static
                catalog.config-dir=%s
                plugin.dir=%s
                """.formatted(
                        uri.getPort(), uri, catalogFolder, folder.resolve("plugin")));
    }

    /** Where it listens, {@code http://host:port}. */
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> java() {
        Path own = Path.of(System.getProperty("java.home"));
        List<Path> places = new ArrayList<>();
        for (String name : List.of("JAVA_HOME_25", "JAVA_HOME_25_X64", "JAVA_HOME_25_ARM64")) {
            Optional.ofNullable(System.getenv(name)).map(Path::of).ifPresent(places::add);
        }
        places.add(own);
        try {
            Path beside = own.toRealPath().getParent();
            if (beside != null && Files.isDirectory(beside)) {
                try (Stream<Path> all = Files.list(beside)) {
                    all.sorted().forEach(places::add);
                }
            }
            for (Path place : places) {
                Path release = place.resolve("release");
                if (Files.isRegularFile(release) && Files.readString(release).contains("JAVA_VERSION=\"25")) {
                    return Optional.of(place);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
