package io.graphc.project;

import io.graphc.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * The files below {@code tenant-paths} that are no tenant of the project.
 *
 * @param folder the first folder of {@code tenant-paths}, where new tenants go
 * @param unread files of tenants that could not be read, which was reported
 * @param groups files of groups
 */
public record TenantFiles(Optional<String> folder, List<SourceFile> unread, List<SourceFile> groups) {
    public TenantFiles {
        unread = List.copyOf(unread);
        groups = List.copyOf(groups);
    }

    /** The file's name without its ending: what the tenant, or {@code _} and the group, is called. */
    public static String stem(SourceFile file) {
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        return name.substring(0, name.lastIndexOf('.'));
    }
}
