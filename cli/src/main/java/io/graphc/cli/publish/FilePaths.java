package io.graphc.cli.publish;

import io.graphc.cli.Invocation;
import io.graphc.source.SourceSpan;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Files as other tools name them: relative to the folder of the repository, where the environment tells it
 * ({@code GITHUB_WORKSPACE}, as GitHub's documentation of default environment variables says), else to the project.
 *
 * @param prefix what stands before the project's own paths: empty, or a folder with a slash behind it
 */
record FilePaths(String prefix) {
    private static final Pattern NO_FILE = Pattern.compile("--.*|.*:\\d+", Pattern.DOTALL);

    static FilePaths of(Path project, Invocation.Environment environment) {
        return new FilePaths(environment
                .get("GITHUB_WORKSPACE")
                .map(root -> Path.of(root).toAbsolutePath().normalize())
                .filter(root -> project.startsWith(root) && !project.equals(root))
                .map(root -> root.relativize(project).toString().replace('\\', '/') + "/")
                .orElse(""));
    }

    /** Whether a place is in a file: a text on the command line, or in a value of another file, is only named like one. */
    static boolean isInFile(SourceSpan place) {
        return !NO_FILE.matcher(place.file().path()).matches();
    }

    String of(String path) {
        return prefix + path;
    }
}
