package io.graphc.project;

import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;

/** A column as described in YAML. */
public record ColumnSpec(
        Located<String> name,
        Optional<Located<String>> dataType,
        Optional<Located<String>> description,
        List<DataTestSpec> dataTests,
        List<ConstraintSpec> constraints,
        List<Located<String>> tags) {
    public ColumnSpec {
        dataTests = List.copyOf(dataTests);
        constraints = List.copyOf(constraints);
        tags = List.copyOf(tags);
    }
}
