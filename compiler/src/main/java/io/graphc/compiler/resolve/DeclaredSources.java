package io.graphc.compiler.resolve;

import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.SourceSpec;
import io.graphc.project.SourceTableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of a project's sources as they are declared, and as one tenant has them; no catalog is asked. */
public final class DeclaredSources {
    private DeclaredSources() {}

    /** The tables that the project does not leave out, in written order; what is wrong with one is reported. */
    public static List<BoundSource> of(TenantBinding tenant, DiagnosticSink sink) {
        SourceBinder binder = new SourceBinder(tenant, new SourceColumns(Optional.empty(), sink), sink);
        binder.checkNames(tenant.project().sources());
        List<BoundSource> sources = new ArrayList<>();
        for (SourceSpec source : tenant.project().sources()) {
            for (SourceTableSpec table : source.tables()) {
                if (ResourceConfig.of(table.config(), List.of(), tenant.templates())
                        .isEnabled()) {
                    binder.declared(source, table).ifPresent(sources::add);
                }
            }
        }
        return sources;
    }
}
