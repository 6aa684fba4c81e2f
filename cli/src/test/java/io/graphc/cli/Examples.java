package io.graphc.cli;

import io.graphc.testkit.TempProject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Where the projects lie that the tests run. */
final class Examples {
    static final Path ROOT = Path.of(System.getProperty("graphc.root"));

    private Examples() {}

    /** A copy of the learning example, so that a test may change it. */
    static TempProject learning(Path folder) {
        return TempProject.copyOf(ROOT.resolve("example-project/learning"), folder.resolve("learning"));
    }

    /** A copy of a project below {@code src/test/resources/projects}. */
    static TempProject project(String name, Path folder) {
        return TempProject.copyOf(Path.of("src/test/resources/projects").resolve(name), folder.resolve(name));
    }

    /** The folder of public data sets; a test without it is skipped and says so. */
    static Path publicData() {
        String named = System.getProperty("graphc.data", "");
        Path folder = named.isEmpty() ? ROOT.resolve("../shared/data").normalize() : Path.of(named);
        Assumptions.assumeTrue(
                Files.isDirectory(folder),
                "the public data sets are not on this machine (looked in " + folder + "; set -Dgraphc.data)");
        return folder;
    }
}
