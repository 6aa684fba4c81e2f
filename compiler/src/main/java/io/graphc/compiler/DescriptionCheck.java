package io.graphc.compiler;

import io.graphc.compiler.query.SqlTemplates;
import io.graphc.project.ColumnSpec;
import io.graphc.project.DescriptionSpec;
import io.graphc.project.ExposureSpec;
import io.graphc.project.ModelSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.project.SeedSpec;
import io.graphc.project.SourceSpec;
import io.graphc.project.SourceTableSpec;
import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;

/** Renders the descriptions that nothing prints, so that what is wrong with them is told. */
record DescriptionCheck(SqlTemplates templates) {
    void check(ProjectSpec project) {
        project.models().stream().map(ModelSpec::description).forEach(this::described);
        project.seeds().stream().map(SeedSpec::description).forEach(this::described);
        for (SourceSpec source : project.sources()) {
            check(source.description());
            for (SourceTableSpec table : source.tables()) {
                check(table.description());
                columns(table.columns());
            }
        }
        project.exposures().stream().map(ExposureSpec::description).forEach(this::check);
    }

    private void described(Optional<DescriptionSpec> description) {
        description.ifPresent(found -> {
            check(found.description());
            columns(found.columns());
        });
    }

    private void columns(List<ColumnSpec> columns) {
        columns.stream().map(ColumnSpec::description).forEach(this::check);
    }

    private void check(Optional<Located<String>> description) {
        templates.text(description);
    }
}
