package io.graphc.compiler.context;

import io.graphc.compiler.resolve.Inputs;
import io.graphc.project.ConfigSpec;
import io.graphc.project.ModelSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.project.SourceSpec;
import io.graphc.project.SourceTableSpec;
import io.graphc.source.Located;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which rows of a relation a model reads when it does not read all: none, or those of a time (docs.getdbt.com, "The --empty
 * flag", "Sample mode"). Immutable.
 */
final class ReadRows implements Function<String, Optional<String>> {
    private static final String NONE = "false limit 0";

    private final Inputs inputs;
    private final ProjectSpec project;
    private final Node reader;

    ReadRows(Inputs inputs, ProjectSpec project, Node reader) {
        this.inputs = inputs;
        this.project = project;
        this.reader = reader;
    }

    @Override
    public Optional<String> apply(String id) {
        if (inputs.empty()) {
            return Optional.of(NONE);
        }
        boolean builds = reader.id().startsWith("model.") || reader.id().startsWith("snapshot.");
        return inputs.sample()
                .filter(sample -> builds)
                .flatMap(sample -> config(id)
                        .flatMap(config -> config.text("event_time"))
                        .map(Located::value)
                        .map(sample::condition));
    }

    /** The configs that YAML and the project file give a relation. */
    private Optional<ConfigSpec> config(String id) {
        if (id.startsWith("source.")) {
            return project.sources().stream()
                    .flatMap(source -> source.tables().stream()
                            .filter(table -> id(source, table).equals(id))
                            .map(SourceTableSpec::config))
                    .findFirst();
        }
        if (id.startsWith("seed.")) {
            return project.seeds().stream()
                    .filter(seed -> id.equals("seed." + seed.packageName() + "." + seed.name()))
                    .map(seed -> seed.config())
                    .findFirst();
        }
        return project.models().stream()
                .filter(model -> model.id().equals(id))
                .map(ReadRows::config)
                .findFirst();
    }

    private static ConfigSpec config(ModelSpec model) {
        return model.config().with(model.overrides());
    }

    private static String id(SourceSpec source, SourceTableSpec table) {
        return "source." + source.packageName() + "." + source.name().value() + "."
                + table.name().value();
    }
}
