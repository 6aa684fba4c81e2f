package io.graphc.project;

import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;

/**
 * A source: a group of tables that the project reads and did not make.
 *
 * @param packageName the project or package that it belongs to
 * @param schema the schema its tables lie in; the source's name when absent
 * @param config configs of the project file and of YAML
 * @param files the settings that its tables inherit; already merged into each table's own
 * @param optional whether a tenant may lack it; already merged into each table's own
 */
public record SourceSpec(
        String packageName,
        Located<String> name,
        Optional<Located<String>> description,
        Optional<Located<String>> database,
        Optional<Located<String>> schema,
        ConfigSpec config,
        FilesSpec files,
        boolean optional,
        List<SourceTableSpec> tables) {
    public SourceSpec {
        tables = List.copyOf(tables);
    }
}
