package io.graphc.project;

import io.graphc.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A seed: a CSV file below {@code seed-paths}, and what YAML says about it.
 *
 * @param path project-relative, with {@code /}
 * @param file where it lies on this machine
 * @param header its first line only, for messages and column names; its path is {@code path}
 */
public record SeedSpec(
        String name,
        List<String> qualifiedName,
        String path,
        Path file,
        SourceFile header,
        Optional<DescriptionSpec> description,
        ConfigSpec config) {
    public SeedSpec {
        qualifiedName = List.copyOf(qualifiedName);
    }

    /** The project or package that it belongs to. */
    public String packageName() {
        return qualifiedName.get(0);
    }

    public List<ColumnSpec> columns() {
        return description.map(DescriptionSpec::columns).orElse(List.of());
    }

    public List<DataTestSpec> dataTests() {
        return description.map(DescriptionSpec::dataTests).orElse(List.of());
    }
}
