package io.graphc.cli.publish;

import io.graphc.cli.Invocation;
import java.nio.file.Path;

/**
 * Files as other tools name them: relative to the folder of the repository, where the environment tells it
 * ({@code GITHUB_WORKSPACE}, as GitHub's documentation of default environment variables says), else to the project.
 *
 * @param prefix what stands before the project's own paths: empty, or a folder with a slash behind it
 */
record FilePaths(String prefix) {
    static FilePaths of(Path project, Invocation.Environment environment) {
        return new FilePaths(environment
                .get("GITHUB_WORKSPACE")
                .map(root -> Path.of(root).toAbsolutePath().normalize())
                .filter(root -> project.startsWith(root) && !project.equals(root))
                .map(root -> root.relativize(project).toString().replace('\\', '/') + "/")
                .orElse(""));
    }

    String of(String path) {
        return prefix + path;
    }
}
