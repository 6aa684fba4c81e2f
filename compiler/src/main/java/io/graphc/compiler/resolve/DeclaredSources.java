package io.graphc.compiler.resolve;

import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.SourceSpec;
import io.graphc.project.SourceTableSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of a project's sources as they are declared, and as one tenant has them; no catalog is asked.
 *
 * @param tables those that the project does not leave out, in written order
 * @param missing where files of others were looked for that are not there and have to be, by {@code source.table}
 */
public record DeclaredSources(List<BoundSource> tables, Map<String, String> missing) {
    public DeclaredSources {
        tables = List.copyOf(tables);
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    }

    /** Reads them; what is wrong with one is reported. */
    public static DeclaredSources of(TenantBinding tenant, DiagnosticSink sink) {
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
        return new DeclaredSources(sources, binder.missing());
    }
}
