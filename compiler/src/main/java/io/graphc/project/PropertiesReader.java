package io.graphc.project;

import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.ShapeChecker;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the YAML files beside models and seeds, and collects what they say. */
final class PropertiesReader {
    private final ConfigTree sourceConfigs;
    private final ConfigTree testConfigs;
    private final DiagnosticSink sink;
    private final UniqueNames tableNames;
    private final List<SourceSpec> sources = new ArrayList<>();
    private final Descriptions models;
    private final Descriptions seeds;
    private final Descriptions snapshots;
    private final List<ExposureSpec> exposures = new ArrayList<>();
    private final UniqueNames exposureNames;
    private final List<Located<String>> groups = new ArrayList<>();
    private final UniqueNames groupNames;
    private final UnitTestReader unitTests;

    /** What is described so far, by the name that files give. */
    private record Descriptions(String what, Map<String, DescriptionSpec> byName, UniqueNames names) {
        static Descriptions none(String what, DiagnosticSink sink) {
            return new Descriptions(what, new LinkedHashMap<>(), UniqueNames.of(sink));
        }

        boolean isNew(Located<String> name) {
            return names.add(what, name.value(), name.span());
        }
    }

    /**
     * @param tableNames the tables of sources that other readers have found
     * @param unitTests reads the unit tests that stand beside models
     */
    PropertiesReader(
            ConfigTree sourceConfigs,
            ConfigTree testConfigs,
            UniqueNames tableNames,
            UnitTestReader unitTests,
            DiagnosticSink sink) {
        this.unitTests = unitTests;
        this.sourceConfigs = sourceConfigs;
        this.testConfigs = testConfigs;
        this.sink = sink;
        this.tableNames = tableNames;
        this.models = Descriptions.none("model description", sink);
        this.seeds = Descriptions.none("seed description", sink);
        this.snapshots = Descriptions.none("snapshot description", sink);
        this.exposureNames = UniqueNames.of(sink);
        this.groupNames = UniqueNames.of(sink);
    }

    List<SourceSpec> sources() {
        return sources;
    }

    /** By the name that the file gives. */
    Map<String, DescriptionSpec> models() {
        return models.byName();
    }

    /** By the name that the file gives. */
    Map<String, DescriptionSpec> seeds() {
        return seeds.byName();
    }

    /** By the name that the file gives. */
    Map<String, DescriptionSpec> snapshots() {
        return snapshots.byName();
    }

    /** The groups that models may belong to. */
    List<Located<String>> groups() {
        return groups;
    }

    List<ExposureSpec> exposures() {
        return exposures;
    }

    /** The document of a file, checked; may run for several files at once. */
    static Optional<YamlNode> parse(SourceFile file, DiagnosticSink sink) {
        Optional<YamlNode> document = YamlParser.parse(file, sink);
        document.ifPresent(node -> new ShapeChecker(sink).check(node, PropertiesShapes.FILE));
        return document;
    }

    /** Takes in a checked document; the folders are the project's name and the folders below the model path. */
    void add(YamlNode document, List<String> folders) {
        MapReader top = MapReader.of(document);
        DataTestReader tests = new DataTestReader(testConfigs.resolve(folders), sink);
        top.maps("sources").forEach(item -> source(item, folders, tests));
        top.maps("models").forEach(item -> describe(item, tests, models));
        top.maps("seeds").forEach(item -> describe(item, tests, seeds));
        top.maps("snapshots").forEach(item -> describe(item, tests, snapshots));
        top.maps("groups")
                .forEach(item -> MapReader.of(item)
                        .text("name")
                        .filter(name -> groupNames.add("group", name.value(), name.span()))
                        .ifPresent(groups::add));
        unitTests.read(top);
        ReferenceParser references = new ReferenceParser("depends_on", sink);
        top.maps("exposures").forEach(item -> exposure(MapReader.of(item), folders.get(0), references));
    }

    private void describe(YamlMapping item, DataTestReader tests, Descriptions described) {
        MapReader reader = MapReader.of(item);
        Optional<Located<String>> name = reader.text("name");
        if (name.isEmpty() || !described.isNew(name.get())) {
            return;
        }
        DescriptionSpec description = new DescriptionSpec(
                name.get(),
                reader.text("description"),
                configs(reader),
                columns(reader, tests),
                tests.read(reader),
                constraints(reader),
                reader.mappedText("relation"));
        described.byName().put(name.get().value(), description);
    }

    private void exposure(MapReader reader, String packageName, ReferenceParser references) {
        Optional<Located<String>> name = reader.text("name");
        if (name.isEmpty()
                || !exposureNames.add("exposure", name.get().value(), name.get().span())) {
            return;
        }
        List<RelationReference> reads = new ArrayList<>();
        for (YamlNode item : reader.items("depends_on")) {
            // Metrics are of the semantic layer, which is warned of where they are defined.
            if (item instanceof YamlScalar scalar && !scalar.text().startsWith("metric(")) {
                references.parse(Located.of(scalar.content(), scalar.span())).ifPresent(reads::add);
            }
        }
        exposures.add(new ExposureSpec(
                name.get(), packageName, reader.text("type"), reader.text("description"), reads, configs(reader)));
    }

    /** Configs under {@code config:}, and those that dbt also takes beside it. */
    private static ConfigSpec configs(MapReader reader) {
        List<YamlEntry> entries = new ArrayList<>();
        for (String key : List.of("tags", "meta", "group", "access")) {
            reader.entry(key).ifPresent(entries::add);
        }
        reader.map("config").entries().stream().map(ConfigTree::normalized).forEach(entries::add);
        return entries.isEmpty() ? ConfigSpec.EMPTY : new ConfigSpec(entries);
    }

    private List<ColumnSpec> columns(MapReader owner, DataTestReader tests) {
        List<ColumnSpec> columns = new ArrayList<>();
        UniqueNames names = UniqueNames.of(sink);
        for (YamlMapping item : owner.maps("columns")) {
            MapReader reader = MapReader.of(item);
            Optional<Located<String>> name = reader.text("name");
            if (name.isPresent()
                    && names.add("column", name.get().value(), name.get().span())) {
                List<Located<String>> tags = new ArrayList<>(reader.texts("tags"));
                tags.addAll(reader.map("config").texts("tags"));
                columns.add(new ColumnSpec(
                        name.get(),
                        reader.text("data_type"),
                        reader.text("description"),
                        tests.read(reader),
                        constraints(reader),
                        tags));
            }
        }
        return columns;
    }

    private static boolean isWarned(MapReader constraint) {
        return Stream.of("warn_unsupported", "warn_unenforced")
                .allMatch(key -> constraint.bool(key).map(Located::value).orElse(true));
    }

    private static List<ConstraintSpec> constraints(MapReader owner) {
        List<ConstraintSpec> constraints = new ArrayList<>();
        for (YamlMapping item : owner.maps("constraints")) {
            MapReader reader = MapReader.of(item);
            reader.text("type")
                    .ifPresent(type -> constraints.add(new ConstraintSpec(
                            type,
                            reader.texts("columns"),
                            reader.mappedText("to"),
                            reader.texts("to_columns"),
                            reader.mappedText("expression"),
                            isWarned(reader))));
        }
        return constraints;
    }

    private void source(YamlMapping item, List<String> folders, DataTestReader tests) {
        MapReader reader = MapReader.of(item);
        Optional<Located<String>> name = reader.text("name");
        if (name.isEmpty()) {
            return;
        }
        List<String> qualified = new ArrayList<>(folders);
        qualified.add(name.get().value());
        ConfigSpec own = configs(reader);
        SourceSpec bare = new SourceSpec(
                folders.get(0),
                name.get(),
                reader.text("description"),
                reader.text("database"),
                reader.text("schema"),
                own,
                files(reader),
                optional(reader).orElse(false),
                List.of());
        List<SourceTableSpec> tables = new ArrayList<>();
        for (YamlMapping table : reader.maps("tables")) {
            table(MapReader.of(table), bare, FreshnessReader.read(reader), qualified, tests)
                    .ifPresent(tables::add);
        }
        sources.add(new SourceSpec(
                bare.packageName(),
                bare.name(),
                bare.description(),
                bare.database(),
                bare.schema(),
                sourceConfigs.resolve(qualified).with(own),
                bare.files(),
                bare.optional(),
                tables));
    }

    private Optional<SourceTableSpec> table(
            MapReader reader,
            SourceSpec source,
            FreshnessSpec around,
            List<String> qualifiedSource,
            DataTestReader tests) {
        Optional<Located<String>> name = reader.text("name");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String label = source.name().value() + "." + name.get().value();
        if (!tableNames.add("source table", label, name.get().span())) {
            return Optional.empty();
        }
        List<String> qualified = new ArrayList<>(qualifiedSource);
        qualified.add(name.get().value());
        return Optional.of(new SourceTableSpec(
                name.get(),
                reader.text("identifier"),
                reader.text("description"),
                sourceConfigs.resolve(qualified).with(source.config()).with(configs(reader)),
                files(reader).orElse(source.files()).orElse(FilesReader.read(sourceConfigs.resolve(qualified))),
                optional(reader).orElse(source.optional()),
                FreshnessReader.read(reader)
                        .orElse(around)
                        .orElse(FreshnessReader.read(sourceConfigs.resolve(qualified))),
                columns(reader, tests),
                tests.read(reader)));
    }

    /** dbt-duckdb takes the location under {@code config}, under {@code config.meta} and under {@code meta}. */
    private static FilesSpec files(MapReader reader) {
        MapReader config = reader.map("config");
        return FilesReader.read(config)
                .orElse(FilesReader.read(config.map("meta")))
                .orElse(FilesReader.read(reader.map("meta")));
    }

    private static Optional<Boolean> optional(MapReader reader) {
        MapReader config = reader.map("config");
        return config.bool("optional")
                .or(() -> config.map("meta").bool("optional"))
                .or(() -> reader.map("meta").bool("optional"))
                .map(Located::value);
    }
}
