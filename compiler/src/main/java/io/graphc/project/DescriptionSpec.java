package io.graphc.project;

import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;

/**
 * What YAML says about a model, seed or snapshot beside its file.
 *
 * @param name the name it is described under; its span is in the YAML file
 * @param config configs of the YAML alone, without those inherited from the project file
 * @param relation what a snapshot watches
 */
public record DescriptionSpec(
        Located<String> name,
        Optional<Located<String>> description,
        ConfigSpec config,
        List<ColumnSpec> columns,
        List<DataTestSpec> dataTests,
        List<ConstraintSpec> constraints,
        Optional<Located<MappedText>> relation) {
    public DescriptionSpec {
        columns = List.copyOf(columns);
        dataTests = List.copyOf(dataTests);
        constraints = List.copyOf(constraints);
    }
}
