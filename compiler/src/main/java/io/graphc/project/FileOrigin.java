package io.graphc.project;

import java.util.List;

/**
 * Where a file of a project, or of one of its packages, lies.
 *
 * @param folders the name of the project or package, then the folders between the root of the file's kind and the file
 * @param path the path within the project or package, with {@code /}
 */
public record FileOrigin(List<String> folders, String path) {
    public FileOrigin {
        folders = List.copyOf(folders);
    }
}
