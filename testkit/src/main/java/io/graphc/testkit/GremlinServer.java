package io.graphc.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A real Gremlin Server in a process of its own, started once for all tests of one test run. Its class path was written by
 * the build of module {@code testkit-gremlin}. Its graph is a TinkerGraph that behaves like Neptune where it can: ids are
 * texts, properties are sets unless told otherwise. It holds what earlier tests left in it: a test clears it first. Safe to
 * use from several threads.
 */
public final class GremlinServer {
    private final ServerProcess process;
    private final URI uri;

    private GremlinServer(ServerProcess process) throws IOException {
        this.process = process;
        this.uri = URI.create(line("ws://"));
    }

    /** The server of this test run; the first call starts it, and it ends with this process. */
    public static GremlinServer shared() {
        return Shared.SERVER;
    }

    public URI uri() {
        return uri;
    }

    /** Makes so many of the next writing requests fail as Neptune would with this code. */
    public synchronized void failNext(String code, int count) {
        try {
            process.input().write((code + " " + count + "\n").getBytes(StandardCharsets.UTF_8));
            process.input().flush();
            line("ok");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts at first use and ends with this process. */
    private static final class Shared {
        private static final GremlinServer SERVER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER.process::close));
        }
    }

    private static GremlinServer start() {
        try {
            return new GremlinServer(ServerProcess.start(
                    "gremlin", List.of("-Xmx384m"), List.of("io.graphc.testkit.gremlin.GremlinMain")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line(String start) throws IOException {
        String line = process.readLine();
        while (!line.startsWith(start)) {
            line = process.readLine();
        }
        return line;
    }
}
