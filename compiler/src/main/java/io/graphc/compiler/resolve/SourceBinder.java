package io.graphc.compiler.resolve;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.FileLocation;
import io.graphc.plan.RelationName;
import io.graphc.plan.SourceTable;
import io.graphc.project.FilesSpec;
import io.graphc.project.SourceSpec;
import io.graphc.project.SourceTableSpec;
import io.graphc.project.TenantSpec;
import io.graphc.project.TenantSpec.TenantSourceSpec;
import io.graphc.project.TenantSpec.TenantTableSpec;
import io.graphc.source.Located;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds the tables of sources as one tenant has them: names on the engine, files, columns. */
final class SourceBinder {
    private final TenantBinding tenant;
    private final SourceLocation locations;
    private final SourceColumns columns;
    private final FreeNames fileRelations;
    private final DiagnosticSink sink;
    private final Map<String, String> missing = new LinkedHashMap<>();

    SourceBinder(TenantBinding tenant, SourceColumns columns, DiagnosticSink sink) {
        this.tenant = tenant;
        this.locations = new SourceLocation(tenant.project().directory(), tenant.disk(), tenant.templates(), sink);
        this.columns = columns;
        this.fileRelations = new FreeNames(tenant.targets().engine().schema() + "__sources");
        this.sink = sink;
    }

    /** Where a table is, before its columns are known. */
    private record Place(RelationName relation, Optional<FileLocation> files, boolean absent) {}

    /** The table; empty when something is wrong, which is reported. */
    Optional<BoundSource> bind(SourceSpec source, SourceTableSpec table) {
        return bare(source, table)
                .map(SourceBinder::withoutAbsentFiles)
                .flatMap(bare -> columns.of(bare, table)
                        .map(found -> new BoundSource(
                                table,
                                withColumns(
                                        bare, found, found.absent() ? fileRelation(source, table) : bare.relation()))));
    }

    /** Files that are not there are nothing to read; where they were looked for is of use to people only. */
    private static SourceTable withoutAbsentFiles(SourceTable table) {
        return table.absent()
                ? new SourceTable(
                        table.id(),
                        table.source(),
                        table.name(),
                        table.relation(),
                        Optional.empty(),
                        true,
                        table.columns(),
                        table.places())
                : table;
    }

    /** The table with the columns that are declared, of type ANY where they have none; no catalog is asked. */
    Optional<BoundSource> declared(SourceSpec source, SourceTableSpec table) {
        return bare(source, table)
                .map(bare -> new BoundSource(
                        table,
                        withColumns(
                                bare,
                                new SourceColumns.Found(columns.declared(table.columns()), bare.absent()),
                                bare.relation())));
    }

    private Optional<SourceTable> bare(SourceSpec source, SourceTableSpec table) {
        String label = source.name().value() + "." + table.name().value();
        Optional<TenantSourceSpec> override =
                tenant.tenant().flatMap(spec -> spec.source(source.name().value()));
        Optional<TenantTableSpec> tableOverride = override.flatMap(spec -> spec.tables().stream()
                .filter(candidate ->
                        candidate.name().value().equals(table.name().value()))
                .findFirst());
        Optional<Place> place = place(source, table, override, tableOverride);
        return place.map(found -> new SourceTable(
                "source." + source.packageName() + "." + label,
                source.name().value(),
                table.name().value(),
                found.relation(),
                found.files(),
                found.absent(),
                List.of(),
                SourceColumns.places(table.name(), table.columns())));
    }

    /** @param relation a name of the project's own for an absent table, so that nothing of others is ever replaced */
    private static SourceTable withColumns(SourceTable table, SourceColumns.Found found, RelationName relation) {
        return new SourceTable(
                table.id(),
                table.source(),
                table.name(),
                relation,
                table.files(),
                table.absent() || found.absent(),
                found.columns(),
                table.places());
    }

    private Optional<Place> place(
            SourceSpec source,
            SourceTableSpec table,
            Optional<TenantSourceSpec> override,
            Optional<TenantTableSpec> tableOverride) {
        boolean disabled =
                tenant.disablesSource(source.name().value(), table.name().value())
                        || tableOverride
                                .flatMap(TenantTableSpec::enabled)
                                .filter(enabled -> !enabled.value())
                                .isPresent()
                        || override.flatMap(TenantSourceSpec::enabled)
                                .filter(enabled -> !enabled.value())
                                .isPresent();
        Optional<RelationName> relation = relation(source, table, override, tableOverride);
        FilesSpec files = tableOverride
                .map(TenantTableSpec::files)
                .or(() -> override.map(TenantSourceSpec::files))
                .map(spec -> spec.orElse(table.files()))
                .orElse(table.files());
        if (relation.isEmpty()) {
            return Optional.empty();
        }
        if (disabled) {
            return Optional.of(new Place(fileRelation(source, table), Optional.empty(), true));
        }
        if (files.location().isEmpty()) {
            return Optional.of(new Place(relation.get(), Optional.empty(), false));
        }
        return files(source, table, files, relation.get());
    }

    private Optional<Place> files(SourceSpec source, SourceTableSpec table, FilesSpec files, RelationName relation) {
        Located<String> location = files.location().orElseThrow();
        Map<String, String> names = new LinkedHashMap<>();
        names.put("name", table.name().value());
        names.put("identifier", relation.identifier());
        names.put("schema", relation.schema());
        names.put("database", relation.database().orElse(""));
        Optional<FileLocation> found = locations.locate(files, location, names);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        boolean absent = locations.isMissing(found.get());
        if (absent && !table.optional()) {
            String label = source.name().value() + "." + table.name().value();
            missing.put(label, found.get().path());
            locations.reportMissing(found.get(), label, location);
            return Optional.empty();
        }
        return Optional.of(new Place(fileRelation(source, table), found, absent));
    }

    /** Where the files of tables were looked for that have none and need some, by {@code source.table}. */
    Map<String, String> missing() {
        return missing;
    }

    private RelationName fileRelation(SourceSpec source, SourceTableSpec table) {
        return fileRelations.like(source.name().value() + "__" + table.name().value());
    }

    private Optional<RelationName> relation(
            SourceSpec source,
            SourceTableSpec table,
            Optional<TenantSourceSpec> override,
            Optional<TenantTableSpec> tableOverride) {
        Optional<Located<String>> database =
                override.flatMap(TenantSourceSpec::database).or(source::database);
        Located<String> schema =
                override.flatMap(TenantSourceSpec::schema).or(source::schema).orElse(source.name());
        Located<String> identifier = tableOverride
                .flatMap(TenantTableSpec::identifier)
                .or(() -> override.flatMap(TenantSourceSpec::identifier))
                .or(table::identifier)
                .orElse(table.name());
        boolean named = override.isPresent();
        Optional<String> schemaText = tenant.text(schema).map(text -> named(text, named, source, table));
        Optional<String> identifierText = tenant.text(identifier).map(text -> named(text, named, source, table));
        Optional<String> databaseText = database.isPresent()
                ? database.flatMap(tenant::text).map(text -> named(text, named, source, table))
                : tenant.targets().database();
        if (schemaText.isEmpty() || identifierText.isEmpty() || (database.isPresent() && databaseText.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new RelationName(databaseText, schemaText.get(), identifierText.get()));
    }

    /** The patterns of a tenant may name the source and the table; other texts are taken as they are. */
    private static String named(String text, boolean pattern, SourceSpec source, SourceTableSpec table) {
        return pattern
                ? text.replace("{name}", table.name().value())
                        .replace("{source}", source.name().value())
                : text;
    }

    /** Reports a source name of the tenant's file that the project lacks. */
    void checkNames(List<SourceSpec> sources) {
        List<String> known =
                sources.stream().map(source -> source.name().value()).toList();
        for (TenantSourceSpec override :
                tenant.tenant().map(spec -> spec.sources()).orElse(List.of())) {
            Optional<SourceSpec> source = sources.stream()
                    .filter(candidate ->
                            candidate.name().value().equals(override.name().value()))
                    .findFirst();
            if (source.isEmpty()) {
                if (!override.name().value().equals(TenantSpec.ALL_SOURCES)) {
                    unknown("source", override.name(), known);
                }
                continue;
            }
            List<String> tables = source.get().tables().stream()
                    .map(table -> table.name().value())
                    .toList();
            override.tables().stream()
                    .map(TenantTableSpec::name)
                    .filter(name -> !tables.contains(name.value()))
                    .forEach(name -> unknown("table", name, tables));
        }
    }

    private void unknown(String kind, Located<String> name, List<String> known) {
        Diagnostic.of(DiagnosticCode.UNKNOWN_SOURCE, kind + " `" + name.value() + "` not found")
                .at(name.span())
                .hint(name.value(), known, kind + "s of the project")
                .report(sink);
    }
}
