package io.graphc.compiler.resolve;

import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.SourceCatalog;
import io.graphc.project.SeedSpec;
import io.graphc.project.SourceSpec;
import io.graphc.project.SourceTableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The relations of a project that are there before any model runs, as one tenant has them.
 *
 * @param sources tables of sources, and of snapshots that others make and whose columns are known
 * @param disabled labels of sources, names of seeds that the project's configs leave out
 */
public record BoundProject(List<BoundSource> sources, List<BoundSeed> seeds, Set<String> disabled) {
    public BoundProject {
        sources = List.copyOf(sources);
        seeds = List.copyOf(seeds);
    }

    /**
     * Binds all sources and seeds, and reports what is wrong with them.
     *
     * @param values looks at the values of seeds, for all tenants
     */
    public static BoundProject bind(
            TenantBinding tenant, Optional<SourceCatalog> catalog, SeedValues values, DiagnosticSink sink) {
        SourceColumns columns = new SourceColumns(catalog, sink);
        SourceBinder sourceBinder = new SourceBinder(tenant, columns, sink);
        Set<String> disabled = new TreeSet<>();
        List<BoundSource> sources = new ArrayList<>();
        sourceBinder.checkNames(tenant.project().sources());
        for (SourceSpec source : tenant.project().sources()) {
            for (SourceTableSpec table : source.tables()) {
                String label = source.name().value() + "." + table.name().value();
                if (!ResourceConfig.of(table.config(), List.of(), tenant.templates())
                        .isEnabled()) {
                    disabled.add(label);
                    continue;
                }
                sourceBinder.bind(source, table).ifPresent(sources::add);
            }
        }
        SnapshotBinder snapshotBinder = new SnapshotBinder(tenant, catalog);
        tenant.project().snapshots().stream()
                .filter(snapshot -> snapshot.query().isEmpty())
                .forEach(snapshot -> snapshotBinder.bind(snapshot).ifPresent(sources::add));
        SeedBinder seedBinder = new SeedBinder(tenant, catalog, columns, values, sink);
        List<BoundSeed> seeds = new ArrayList<>();
        for (SeedSpec seed : tenant.project().seeds()) {
            if (seedBinder.isEnabled(seed)) {
                seedBinder.bind(seed).ifPresent(seeds::add);
            } else {
                disabled.add(seed.name());
            }
        }
        return new BoundProject(sources, seeds, disabled);
    }
}
