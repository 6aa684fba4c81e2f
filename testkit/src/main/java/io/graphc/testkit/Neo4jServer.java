package io.graphc.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real Neo4j server in a process of its own, started once for all tests of one test run. Its class path was written by
 * the build of module {@code testkit-neo4j}. It holds what earlier tests left in it: a test clears it first. Safe to use
 * from several threads.
 */
public final class Neo4jServer implements AutoCloseable {
    private static final String PASSWORD = "graphc-test";
    private static final List<String> SMALL = List.of("-Xmx384m");

    private final ServerProcess process;
    private final Path folder;
    private final URI uri;

    private Neo4jServer(ServerProcess process, Path folder, URI uri) {
        this.process = process;
        this.folder = folder;
        this.uri = uri;
    }

    /** The server of this test run; the first call starts it. */
    public static Neo4jServer shared() {
        return Shared.SERVER;
    }

    public URI uri() {
        return uri;
    }

    public String user() {
        return "neo4j";
    }

    public String password() {
        return PASSWORD;
    }

    /** Starts at first use and ends with this process. */
    private static final class Shared {
        private static final Neo4jServer SERVER = start(SMALL, List.of());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }

    /**
     * A server of one's own on what {@code neo4j-admin database import full} makes of files.
     *
     * @param files the folder to call it in
     * @param arguments what stands behind {@code full}
     */
    public static Neo4jServer imported(Path files, List<String> arguments) {
        try {
            Path home = Files.createTempDirectory("graphc-neo4j-home");
            Path configuration = Files.createDirectory(home.resolve("conf"));
            Files.createFile(configuration.resolve("neo4j.conf"));
            List<String> call = new ArrayList<>(List.of("org.neo4j.cli.AdminTool", "database", "import", "full"));
            call.addAll(arguments);
            Path log = home.resolve("import.log");
            ProcessBuilder builder = new ProcessBuilder(ServerProcess.command("neo4j", List.of("-Xmx512m"), call))
                    .directory(files.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("NEO4J_HOME", home.toString());
            builder.environment().put("NEO4J_CONF", configuration.toString());
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException("the import failed:\n" + Files.readString(log));
            }
            Neo4jServer server = start(SMALL, List.of(home.toString()));
            deleteAll(home);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * A server of one's own, of a size for measurements.
     *
     * @param heap as the JVM takes it: {@code 2g}
     */
    public static Neo4jServer large(String heap) {
        return start(List.of("-Xmx" + heap, "-XX:TieredStopAtLevel=4"), List.of());
    }

    /** A server of one's own whose database takes no changes. */
    public static Neo4jServer readOnly() {
        return start(SMALL, List.of("read-only"));
    }

    private static Neo4jServer start(List<String> options, List<String> arguments) {
        try {
            Path folder = Files.createTempDirectory("graphc-neo4j");
            List<String> call =
                    new ArrayList<>(List.of("io.graphc.testkit.neo4j.Neo4jMain", folder.toString(), PASSWORD));
            call.addAll(arguments);
            ServerProcess process = ServerProcess.start("neo4j", options, call);
            return new Neo4jServer(process, folder, readUri(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI readUri(ServerProcess process) throws IOException {
        String line = process.readLine();
        while (!line.startsWith("bolt://")) {
            line = process.readLine();
        }
        return URI.create(line);
    }

    /** Ends a server of one's own. */
    @Override
    public void close() {
        process.close();
        deleteAll(folder);
    }

    private static void deleteAll(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Neo4jServer::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
