package io.graphc.compiler;

import io.graphc.compiler.query.SqlTemplates;
import io.graphc.project.ColumnSpec;
import io.graphc.project.DescriptionSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.project.SourceSpec;
import io.graphc.project.SourceTableSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Renders the descriptions that nothing prints, so that what is wrong with them is told. */
record DescriptionCheck(Function<String, SqlTemplates> templates) {
    void check(ProjectSpec project) {
        project.models().forEach(model -> described(model.description(), templates.apply(model.packageName())));
        project.seeds().forEach(seed -> described(seed.description(), templates.apply(seed.packageName())));
        for (SourceSpec source : project.sources()) {
            SqlTemplates own = templates.apply(source.packageName());
            own.text(source.description());
            for (SourceTableSpec table : source.tables()) {
                own.text(table.description());
                columns(table.columns(), own);
            }
        }
        project.exposures()
                .forEach(exposure -> templates.apply(exposure.packageName()).text(exposure.description()));
    }

    private static void described(Optional<DescriptionSpec> description, SqlTemplates templates) {
        description.ifPresent(found -> {
            templates.text(found.description());
            columns(found.columns(), templates);
        });
    }

    private static void columns(List<ColumnSpec> columns, SqlTemplates templates) {
        columns.stream().map(ColumnSpec::description).forEach(templates::text);
    }
}
