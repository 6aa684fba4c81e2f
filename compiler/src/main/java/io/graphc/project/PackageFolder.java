package io.graphc.project;

import java.util.List;

/**
 * A package on disk that was not read whole yet.
 *
 * @param project its project file
 * @param files its files, shown as users see them
 */
record PackageFolder(ProjectFile project, ProjectFiles files) {
    /** The packages of a project. */
    record Found(PackagesSpec packages, List<PackageFolder> folders) {
        static final Found NONE = new Found(PackagesSpec.NONE, List.of());
    }
}
