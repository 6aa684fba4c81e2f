package io.graphc.project;

import io.graphc.project.yaml.YamlEntry;
import io.graphc.source.SourceFile;
import java.util.List;

/**
 * A package that the project uses: what it brings along for templates. Its models, seeds and sources are among the
 * project's own.
 *
 * @param name its own name, by which templates qualify its macros
 * @param macros the SQL files of its macro paths and of the {@code generic} folders of its test paths
 * @param vars variables of its project file; those under its own name have taken the place of others
 * @param hooks what it wants to run around each run
 * @param restricted whether others may read its public models only
 */
public record PackageSpec(
        String name, List<SourceFile> macros, List<YamlEntry> vars, RunHooksSpec hooks, boolean restricted) {
    public PackageSpec {
        macros = List.copyOf(macros);
        vars = List.copyOf(vars);
    }
}
