package io.graphc.project;

import io.graphc.source.SourceFile;
import java.util.List;

/**
 * A package that the project uses: what it brings along for templates.
 *
 * @param name its own name, by which templates qualify its macros
 * @param macros the SQL files of its macro paths and of the {@code generic} folders of its test paths
 */
public record PackageSpec(String name, List<SourceFile> macros) {
    public PackageSpec {
        macros = List.copyOf(macros);
    }
}
