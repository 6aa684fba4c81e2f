package io.graphc.testkit.s3;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Starts Adobe's S3Mock, prints {@code ready} on a line of its own, and stops when its standard input ends, which happens at
 * the latest when the process that started it dies. Arguments: the port, an empty folder, and the buckets to begin with,
 * separated by commas.
 */
public final class S3Main {
    /** Starts what the jar holds, which has its libraries inside it. */
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

    private S3Main() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        PrintStream answers = System.out;
        // What the server logs goes to its log.
        System.setOut(System.err);
        List<String> options = List.of(
                "--server.port=0",
                "--http.port=" + arguments[0],
                "--com.adobe.testing.s3mock.store.root=" + arguments[1],
                "--com.adobe.testing.s3mock.store.initial-buckets=" + arguments[2]);
        Class.forName(LAUNCHER).getMethod("main", String[].class).invoke(null, (Object) options.toArray(String[]::new));
        answers.println("ready");
        while (System.in.read() >= 0) {
            // Only the end of the input matters.
        }
        Runtime.getRuntime().halt(0);
    }
}
