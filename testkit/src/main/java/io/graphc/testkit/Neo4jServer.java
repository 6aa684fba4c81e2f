package io.graphc.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Neo4j server in a process of its own, started once for all tests of one test run. Its class path was written by
 * the build of module {@code testkit-neo4j}. It holds what earlier tests left in it: a test clears it first. Safe to use
 * from several threads.
 */
public final class Neo4jServer {
    private static final String PASSWORD = "graphc-test";
    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final Path folder;
    private final URI uri;

    private Neo4jServer(Process process, Path folder, URI uri) {
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
            Path module = Path.of(System.getProperty("graphc.root"), "testkit-neo4j", "target");
            Path classPath = module.resolve("neo4j.classpath");
            if (!Files.exists(classPath)) {
                throw new IllegalStateException(classPath + " is missing: build module testkit-neo4j first");
            }
            Path folder = Files.createTempDirectory("graphc-neo4j");
            Path log = folder.resolve("output.log");
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx384m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            module.resolve("classes")
                                    + System.getProperty("path.separator")
                                    + Files.readString(classPath).strip(),
                            "io.graphc.testkit.neo4j.Neo4jMain",
                            Files.createDirectory(folder.resolve("home")).toString(),
                            PASSWORD))
                    .redirectError(log.toFile())
                    .start();
            return new Neo4jServer(process, folder, readUri(process, log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI readUri(Process process, Path log) throws IOException {
        // Stays open: closing it would break the server's next line of output.
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("bolt://")) {
                return URI.create(line);
            }
        }
        throw new IllegalStateException("Neo4j did not start:\n" + Files.readString(log));
    }

    private void stop() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(Neo4jServer::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
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
