package io.graphc.project;

import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot: a table that dbt makes of what changed, and that graphc only reads.
 *
 * @param name its name where it is defined: in a block of a SQL file, or in YAML
 * @param qualifiedName the project, the folders below the snapshot path, and the name
 * @param description absent when no YAML file describes it
 * @param config configs of the project file, of YAML, and those that its block sets to plain text
 */
public record SnapshotSpec(
        Located<String> name, List<String> qualifiedName, Optional<DescriptionSpec> description, ConfigSpec config) {
    public SnapshotSpec {
        qualifiedName = List.copyOf(qualifiedName);
    }

    public List<ColumnSpec> columns() {
        return description.map(DescriptionSpec::columns).orElse(List.of());
    }

    public List<DataTestSpec> dataTests() {
        return description.map(DescriptionSpec::dataTests).orElse(List.of());
    }
}
