package io.graphc.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A server of the S3 protocol (Adobe's S3Mock) in a process of its own, started once for all tests of one test run. Its
 * class path was written by the build of module {@code testkit-s3}. It checks checksums, conditions and parts as S3 does, and
 * takes any credentials; buckets are addressed by path. It holds what earlier tests left in it: a test takes a prefix of its
 * own. Safe to use from several threads.
 */
public final class S3Server implements AutoCloseable {
    /** The bucket that is there from the start. */
    public static final String BUCKET = "lake";

    private final ServerProcess process;
    private final Path folder;
    private final URI uri;

    private S3Server(ServerProcess process, Path folder, URI uri) {
        this.process = process;
        this.folder = folder;
        this.uri = uri;
    }

    /** The server of this test run; the first call starts it. */
    public static S3Server shared() {
        return Shared.SERVER;
    }

    /** Where it listens. */
    public URI uri() {
        return uri;
    }

    /** The keys of a profile's output that reach it: region, credentials, and its address for S3 alone. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("region_name", "eu-central-1");
        settings.put("aws_access_key_id", "test");
        settings.put("aws_secret_access_key", "test-secret");
        settings.put("endpoint_urls", Map.of("s3", uri.toString()));
        return settings;
    }

    /** Starts at first use and ends with this process. */
    private static final class Shared {
        private static final S3Server SERVER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }

    /** A server of one's own; returns when it answers. */
    public static S3Server start() {
        try {
            Path folder = Files.createTempDirectory("graphc-s3");
            int port = freePort();
            ServerProcess process = ServerProcess.start(
                    "s3",
                    List.of("-Xmx192m"),
                    List.of("io.graphc.testkit.s3.S3Main", Integer.toString(port), folder.toString(), BUCKET));
            String line = process.readLine();
            while (!line.equals("ready")) {
                line = process.readLine();
            }
            return new S3Server(process, folder, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends a server of one's own. */
    @Override
    public void close() {
        process.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
