package io.graphc.project;

import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot: a table that keeps what changed.
 *
 * @param name its name where it is defined: in a block of a SQL file, or in YAML
 * @param qualifiedName the project, the folders below the snapshot path, and the name
 * @param description absent when no YAML file describes it
 * @param config configs of the project file, of YAML, and those that its block sets to plain text
 * @param query the template of what it watches; empty for a table that others make, which is only read
 * @param written the same configs without those of its block
 * @param overrides what the user of a package says to it in the project file
 */
public record SnapshotSpec(
        Located<String> name,
        List<String> qualifiedName,
        Optional<DescriptionSpec> description,
        ConfigSpec config,
        Optional<MappedText> query,
        ConfigSpec written,
        ConfigSpec overrides) {
    public SnapshotSpec {
        qualifiedName = List.copyOf(qualifiedName);
    }

    public String id() {
        return "snapshot." + qualifiedName.get(0) + "." + name.value();
    }

    /** Whether YAML or the query's own config says that there is none, be it for a tenant or not. */
    public boolean isDisabled() {
        return config.enabled()
                .filter(enabled -> enabled.value().equalsIgnoreCase("false"))
                .isPresent();
    }

    public List<ColumnSpec> columns() {
        return description.map(DescriptionSpec::columns).orElse(List.of());
    }

    public List<DataTestSpec> dataTests() {
        return description.map(DescriptionSpec::dataTests).orElse(List.of());
    }

    /** Its query and configs in the form that models have; empty where it is only read. */
    public Optional<ModelSpec> model() {
        return query.map(text -> new ModelSpec(
                name.value(), qualifiedName, name.span().file(), description, written, overrides, Optional.of(text)));
    }
}
