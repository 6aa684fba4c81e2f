package io.graphc.compiler;

import io.graphc.compiler.resolve.NameCheck;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.ExposureSpec;
import io.graphc.project.RelationReference;
import java.util.List;

/** Checks that what exposures read is part of the project; what a tenant leaves out is none of their concern. */
final class ExposureCheck {
    private final ProjectNames names;
    private final NameCheck check;

    ExposureCheck(ProjectNames names, DiagnosticSink sink) {
        this.names = names;
        this.check = new NameCheck(names, sink);
    }

    void check(List<ExposureSpec> exposures) {
        exposures.stream()
                .filter(exposure -> exposure.config()
                        .enabled()
                        .filter(enabled -> enabled.value().equalsIgnoreCase("false"))
                        .isEmpty())
                .flatMap(exposure -> exposure.dependsOn().stream())
                .forEach(this::check);
    }

    private void check(RelationReference reference) {
        if (reference instanceof RelationReference.Model model) {
            if (names.model(model.name().value()).isEmpty()) {
                check.model(model.packageName(), model.name());
            }
        } else if (reference instanceof RelationReference.Source source
                && names.source(source.source().value(), source.table().value()).isEmpty()) {
            check.source(source.source(), source.table());
        }
    }
}
