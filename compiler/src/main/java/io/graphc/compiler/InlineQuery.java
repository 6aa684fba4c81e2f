package io.graphc.compiler;

import io.graphc.project.ConfigSpec;
import io.graphc.project.ModelSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.source.SourceFile;
import java.util.List;
import java.util.Optional;

/** A query that somebody typed, as a model of the project that nothing reads: it is rendered and checked as models are. */
public final class InlineQuery {
    /** What dbt calls the model, too. */
    public static final String NAME = "inline_query";

    /** The option that messages show as if it were the query's file. */
    public static final String OPTION = "--inline";

    private InlineQuery() {}

    static ProjectSpec in(ProjectSpec project, String query) {
        return project.with(new ModelSpec(
                NAME,
                List.of(project.settings().name().value(), NAME),
                new SourceFile(OPTION, query),
                Optional.empty(),
                ConfigSpec.EMPTY,
                ConfigSpec.EMPTY));
    }
}
