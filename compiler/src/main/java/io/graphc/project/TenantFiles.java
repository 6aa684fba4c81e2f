package io.graphc.project;

import io.graphc.source.SourceFile;
import java.util.List;

/**
 * The files below {@code tenant-paths} that are no tenant of the project.
 *
 * @param unread files of tenants that could not be read, which was reported
 * @param groups files of groups
 */
public record TenantFiles(List<SourceFile> unread, List<SourceFile> groups) {
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
