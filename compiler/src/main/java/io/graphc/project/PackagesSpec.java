package io.graphc.project;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The packages of a project, as they lie on disk.
 *
 * @param installed in the order of their names
 * @param missing names of packages that are asked for but not on disk, which has been reported
 */
public record PackagesSpec(List<PackageSpec> installed, Set<String> missing) {
    public static final PackagesSpec NONE = new PackagesSpec(List.of(), Set.of());

    public PackagesSpec {
        installed = List.copyOf(installed);
        missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
    }
}
