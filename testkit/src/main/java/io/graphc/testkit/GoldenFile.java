package io.graphc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares text with a committed file. With {@code -Dgraphc.golden=update} a differing file is rewritten, and the test
 * still fails once, so that accepting can never look like passing; refused where {@code CI} is set.
 */
public final class GoldenFile {
    private static final boolean UPDATE = "update".equals(System.getProperty("graphc.golden"));

    private GoldenFile() {}

    /** A file below the module's {@code src/test/resources}; tests run in the module's folder. */
    public static Path resource(String path) {
        return Path.of("src/test/resources").resolve(path);
    }

    public static void check(Path expected, String actual) {
        if (UPDATE && System.getenv("CI") != null) {
            fail("golden files are not rewritten where CI is set");
        }
        try {
            String wanted = Files.exists(expected) ? Files.readString(expected, StandardCharsets.UTF_8) : "";
            if (wanted.equals(actual)) {
                return;
            }
            if (UPDATE) {
                Files.createDirectories(expected.toAbsolutePath().getParent());
                Files.writeString(expected, actual, StandardCharsets.UTF_8);
                fail("rewrote " + expected + "; run again without the update flag");
            }
            Path resources = Path.of("src/test/resources");
            Path kept = Path.of("target/golden")
                    .resolve(expected.startsWith(resources) ? resources.relativize(expected) : expected.getFileName());
            Files.createDirectories(kept.toAbsolutePath().getParent());
            Files.writeString(kept, actual, StandardCharsets.UTF_8);
            assertThat(actual)
                    .as("%s (the actual text is in %s)", expected, kept)
                    .isEqualTo(wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
