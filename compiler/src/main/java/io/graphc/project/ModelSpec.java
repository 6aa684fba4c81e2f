package io.graphc.project;

import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * A model: a SQL file below {@code model-paths}, and what YAML says about it; or a snapshot, whose query is like that of a
 * model.
 *
 * @param name the file's name without {@code .sql}
 * @param qualifiedName the project, the folders below the model path, and the name, as selection and configs use them
 * @param description absent when no YAML file describes the model
 * @param config configs of the project file and of YAML; what the SQL's own {@code config()} says is not in it
 * @param overrides of a model of a package: what the project that uses it says in its own project file, which wins over
 *     everything else
 * @param snapshot the template of a snapshot, which is a part of the file; empty for a model
 */
public record ModelSpec(
        String name,
        List<String> qualifiedName,
        SourceFile file,
        Optional<DescriptionSpec> description,
        ConfigSpec config,
        ConfigSpec overrides,
        Optional<MappedText> snapshot) {
    public ModelSpec {
        qualifiedName = List.copyOf(qualifiedName);
    }

    /** A model that is a file of its own. */
    public ModelSpec(
            String name,
            List<String> qualifiedName,
            SourceFile file,
            Optional<DescriptionSpec> description,
            ConfigSpec config,
            ConfigSpec overrides) {
        this(name, qualifiedName, file, description, config, overrides, Optional.empty());
    }

    /** {@code model} or {@code snapshot}. */
    public String kind() {
        return snapshot.isPresent() ? "snapshot" : "model";
    }

    /** {@code model.<project>.<name>} or {@code snapshot.<project>.<name>}. */
    public String id() {
        return kind() + "." + packageName() + "." + name;
    }

    /** The template of its query. */
    public String text() {
        return snapshot.map(MappedText::text).orElseGet(file::text);
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
