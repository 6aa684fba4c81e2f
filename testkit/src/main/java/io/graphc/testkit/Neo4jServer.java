package io.graphc.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real Neo4j server in a process of its own, started once for all tests of one test run. Its class path was written by
 * the build of module {@code testkit-neo4j}. It holds what earlier tests left in it: a test clears it first. Safe to use
 * from several threads.
 */
public final class Neo4jServer {
    private static final String PASSWORD = "graphc-test";

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
        private static final Neo4jServer SERVER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::stop));
        }
    }

    private static Neo4jServer start() {
        try {
            Path folder = Files.createTempDirectory("graphc-neo4j");
            ServerProcess process = ServerProcess.start(
                    "neo4j",
                    List.of("-Xmx384m"),
                    List.of("io.graphc.testkit.neo4j.Neo4jMain", folder.toString(), PASSWORD));
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

    private void stop() {
        process.close();
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
