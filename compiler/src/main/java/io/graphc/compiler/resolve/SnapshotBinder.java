package io.graphc.compiler.resolve;

import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.DeclaredPlaces;
import io.graphc.plan.RelationName;
import io.graphc.plan.SourceCatalog;
import io.graphc.plan.SourceTable;
import io.graphc.project.FilesSpec;
import io.graphc.project.FreshnessSpec;
import io.graphc.project.SnapshotSpec;
import io.graphc.project.SourceTableSpec;
import java.util.List;
import java.util.Optional;

/** Binds snapshots that others make: their tables are read like those of a source. */
final class SnapshotBinder {
    private final TenantBinding tenant;
    private final SourceColumns columns;

    SnapshotBinder(TenantBinding tenant, Optional<SourceCatalog> catalog) {
        this.tenant = tenant;
        this.columns = new SourceColumns(catalog, new DiagnosticBag());
    }

    /** The table; empty when its columns are not known, which matters only where it is read. */
    Optional<BoundSource> bind(SnapshotSpec spec) {
        SourceTableSpec table = new SourceTableSpec(
                spec.name(),
                Optional.empty(),
                Optional.empty(),
                spec.config(),
                FilesSpec.NONE,
                false,
                FreshnessSpec.NONE,
                spec.columns(),
                spec.dataTests());
        DeclaredPlaces places = SourceColumns.places(spec.name(), spec.columns());
        SourceTable bare = new SourceTable(
                spec.id(),
                "snapshots",
                spec.name().value(),
                relation(spec),
                Optional.empty(),
                false,
                List.of(),
                places);
        return columns.of(bare, table)
                .map(found -> new BoundSource(
                        table,
                        new SourceTable(
                                bare.id(),
                                bare.source(),
                                bare.name(),
                                bare.relation(),
                                bare.files(),
                                false,
                                found.columns(),
                                places)));
    }

    private RelationName relation(SnapshotSpec spec) {
        ResourceConfig config = ResourceConfig.of(spec.config(), List.of(), tenant.templates());
        NamedResource resource = new NamedResource(
                "snapshot",
                spec.id(),
                spec.name().value(),
                spec.qualifiedName(),
                spec.name().span().file().path());
        return tenant.relation(resource, config);
    }
}
