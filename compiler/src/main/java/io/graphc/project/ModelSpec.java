package io.graphc.project;

import io.graphc.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * A model: a SQL file below {@code model-paths}, and what YAML says about it.
 *
 * @param name the file's name without {@code .sql}
 * @param qualifiedName the project, the folders below the model path, and the name, as selection and configs use them
 * @param description absent when no YAML file describes the model
 * @param config configs of the project file and of YAML; what the SQL's own {@code config()} says is not in it
 * @param overrides of a model of a package: what the project that uses it says in its own project file, which wins over
 *     everything else
 */
public record ModelSpec(
        String name,
        List<String> qualifiedName,
        SourceFile file,
        Optional<DescriptionSpec> description,
        ConfigSpec config,
        ConfigSpec overrides) {
    public ModelSpec {
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
