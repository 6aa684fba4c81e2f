package io.graphc.compiler.resolve;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.CsvHeader;
import io.graphc.plan.DeclaredPlaces;
import io.graphc.plan.FileLocation;
import io.graphc.plan.FileLocation.FileFormat;
import io.graphc.plan.RelationName;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceCatalog;
import io.graphc.plan.SourceTable;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.project.SeedSpec;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Binds seeds: their tables, and the columns that their header lines name. */
final class SeedBinder {
    private static final String COLUMN_TYPES = "column_types";

    private final TenantBinding tenant;
    private final Optional<SourceCatalog> catalog;
    private final SourceColumns columns;
    private final SeedValues values;
    private final DiagnosticSink sink;

    SeedBinder(
            TenantBinding tenant,
            Optional<SourceCatalog> catalog,
            SourceColumns columns,
            SeedValues values,
            DiagnosticSink sink) {
        this.tenant = tenant;
        this.catalog = catalog;
        this.columns = columns;
        this.values = values;
        this.sink = sink;
    }

    boolean isEnabled(SeedSpec spec) {
        return config(spec).isEnabled();
    }

    private ResourceConfig config(SeedSpec spec) {
        return ResourceConfig.of(spec.config(), List.of(), tenant.templates());
    }

    /** The seed; empty when its columns cannot be known, which is reported. */
    Optional<BoundSeed> bind(SeedSpec spec) {
        if (spec.header().line(1).isBlank()) {
            Diagnostic.of(DiagnosticCode.MISSING_DATA, "seed `" + spec.name() + "` has no header line")
                    .at(spec.header().top())
                    .help("write the names of its columns into its first line, or disable the seed")
                    .report(sink);
            return Optional.empty();
        }
        ResourceConfig config = config(spec);
        String delimiter = config.text("delimiter").map(Located::value).orElse(",");
        FileLocation file = new FileLocation(spec.path(), FileFormat.CSV, true, delimiter, false, List.of());
        String id = "seed." + spec.packageName() + "." + spec.name();
        List<Column> found = columns(spec, config, file, id);
        columns.checkNames(spec.name(), spec.columns(), found);
        return Optional.of(new BoundSeed(
                spec,
                new SeedPlan(
                        id,
                        spec.name(),
                        spec.path(),
                        tenant.relation(
                                new NamedResource("seed", id, spec.name(), spec.qualifiedName(), spec.path()), config),
                        file,
                        found,
                        config.tags(),
                        places(spec),
                        "")));
    }

    private List<Column> columns(SeedSpec spec, ResourceConfig config, FileLocation file, String id) {
        Map<String, SqlType> types = new LinkedHashMap<>();
        config.value(COLUMN_TYPES).ifPresent(value -> addTypes(value, types));
        types.putAll(columns.declaredTypes(spec.columns()));
        List<String> names =
                CsvHeader.of(spec.header().line(1), file.delimiter()).names();
        checkTypedNames(spec, names);
        values.check(spec, file.delimiter(), types, sink);
        if (!types.keySet().containsAll(names.stream().map(SeedBinder::lower).toList())) {
            inferredTypes(spec, file, id).forEach(types::putIfAbsent);
        }
        List<Column> found = new ArrayList<>();
        names.forEach(name -> found.add(Column.of(name, types.getOrDefault(lower(name), SqlTypes.VARCHAR))));
        return found;
    }

    /**
     * Of the types that its own YAML gives to its columns; those of a folder of seeds fit whichever seed has such a column. Who
     * uses a package cannot mend what it says in vain.
     */
    private void checkTypedNames(SeedSpec spec, List<String> names) {
        if (spec.description().isEmpty() || !spec.packageName().equals(tenant.projectName())) {
            return;
        }
        SourceFile own = spec.description().get().name().span().file();
        spec.config().entries().stream()
                .filter(entry -> entry.name().equals(COLUMN_TYPES) && entry.value() instanceof YamlMapping)
                .flatMap(entry -> ((YamlMapping) entry.value()).entries().stream())
                .filter(typed -> typed.key().span().file().equals(own))
                .filter(typed -> names.stream().noneMatch(typed.name()::equalsIgnoreCase))
                .forEach(typed -> Diagnostic.of(
                                DiagnosticCode.KEY_IGNORED,
                                "`" + typed.name() + "` in `column_types` is no column of seed `" + spec.name() + "`")
                        .at(typed.key().span())
                        .hint(typed.name(), names, "columns of `" + spec.name() + "`")
                        .report(sink));
    }

    private void addTypes(ConfigValue value, Map<String, SqlType> types) {
        if (value.value().orElse(null) instanceof Map<?, ?> written) {
            written.forEach((name, type) -> types.put(
                    lower(String.valueOf(name)), columns.parse(Located.of(String.valueOf(type), value.span()))));
        }
    }

    /** What an engine makes of the values, for columns whose types nobody declared. */
    private Map<String, SqlType> inferredTypes(SeedSpec spec, FileLocation file, String id) {
        Map<String, SqlType> types = new LinkedHashMap<>();
        if (catalog.isPresent()) {
            SourceTable asSource = new SourceTable(
                    id,
                    "seed",
                    spec.name(),
                    RelationName.of(tenant.targets().engine().schema(), spec.name()),
                    Optional.of(file),
                    false,
                    List.of(),
                    DeclaredPlaces.NONE);
            try {
                catalog.get()
                        .columnsOf(asSource)
                        .orElse(List.of())
                        .forEach(column -> types.put(lower(column.name()), column.type()));
            } catch (GraphcException e) {
                sink.report(e.diagnostic());
            }
        }
        return types;
    }

    private static DeclaredPlaces places(SeedSpec spec) {
        return spec.description()
                .map(described -> SourceColumns.places(described.name(), described.columns()))
                .orElse(DeclaredPlaces.NONE);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
