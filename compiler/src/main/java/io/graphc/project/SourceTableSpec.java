package io.graphc.project;

import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;

/**
 * A table of a source.
 *
 * @param identifier its name on the engine; {@code name} when absent
 * @param config configs of the project file, of its source and of its own
 * @param files the source's settings under its own
 * @param optional whether a tenant may lack it; it then becomes an empty relation with the declared columns
 * @param freshness the source's limits under its own
 */
public record SourceTableSpec(
        Located<String> name,
        Optional<Located<String>> identifier,
        Optional<Located<String>> description,
        ConfigSpec config,
        FilesSpec files,
        boolean optional,
        FreshnessSpec freshness,
        List<ColumnSpec> columns,
        List<DataTestSpec> dataTests) {
    public SourceTableSpec {
        columns = List.copyOf(columns);
        dataTests = List.copyOf(dataTests);
    }
}
