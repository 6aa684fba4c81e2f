package io.graphc.project;

import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.ShapeChecker;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the YAML files beside models and seeds, and collects what they say. */
final class PropertiesReader {
    private final ConfigTree sourceConfigs;
    private final ConfigTree testConfigs;
    private final DiagnosticSink sink;
    private final UniqueNames tableNames;
    private final UniqueNames modelNames;
    private final UniqueNames seedNames;
    private final List<SourceSpec> sources = new ArrayList<>();
    private final Map<String, DescriptionSpec> models = new LinkedHashMap<>();
    private final Map<String, DescriptionSpec> seeds = new LinkedHashMap<>();

    PropertiesReader(ConfigTree sourceConfigs, ConfigTree testConfigs, DiagnosticSink sink) {
        this.sourceConfigs = sourceConfigs;
        this.testConfigs = testConfigs;
        this.sink = sink;
        this.tableNames = new UniqueNames(sink);
        this.modelNames = new UniqueNames(sink);
        this.seedNames = new UniqueNames(sink);
    }

    List<SourceSpec> sources() {
        return sources;
    }

    /** By the name that the file gives. */
    Map<String, DescriptionSpec> models() {
        return models;
    }

    /** By the name that the file gives. */
    Map<String, DescriptionSpec> seeds() {
        return seeds;
    }

    /** Reads one file; the folders are the project's name and the folders below the model path. */
    void read(SourceFile file, List<String> folders) {
        Optional<YamlNode> document = YamlParser.parse(file, sink);
        if (document.isEmpty()) {
            return;
        }
        new ShapeChecker(sink).check(document.get(), PropertiesShapes.FILE);
        MapReader top = MapReader.of(document.get());
        DataTestReader tests = new DataTestReader(testConfigs.resolve(folders), sink);
        top.maps("sources").forEach(item -> source(item, folders, tests));
        top.maps("models").forEach(item -> describe(item, "model", tests, modelNames, models));
        top.maps("seeds").forEach(item -> describe(item, "seed", tests, seedNames, seeds));
    }

    private void describe(
            YamlMapping item,
            String what,
            DataTestReader tests,
            UniqueNames names,
            Map<String, DescriptionSpec> described) {
        MapReader reader = MapReader.of(item);
        Optional<Located<String>> name = reader.text("name");
        if (name.isEmpty()
                || !names.add(
                        what + " description", name.get().value(), name.get().span())) {
            return;
        }
        DescriptionSpec description = new DescriptionSpec(
                name.get(),
                reader.text("description"),
                configs(reader),
                columns(reader, tests),
                tests.read(reader),
                constraints(reader));
        described.put(name.get().value(), description);
    }

    /** Configs under {@code config:}, and tags and meta, which dbt also takes beside it. */
    private static ConfigSpec configs(MapReader reader) {
        List<YamlEntry> entries = new ArrayList<>();
        for (String key : List.of("tags", "meta")) {
            reader.entry(key).ifPresent(entries::add);
        }
        reader.map("config").entries().stream().map(ConfigTree::normalized).forEach(entries::add);
        return entries.isEmpty() ? ConfigSpec.EMPTY : new ConfigSpec(entries);
    }

    private List<ColumnSpec> columns(MapReader owner, DataTestReader tests) {
        List<ColumnSpec> columns = new ArrayList<>();
        UniqueNames names = new UniqueNames(sink);
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

    private static List<ConstraintSpec> constraints(MapReader owner) {
        List<ConstraintSpec> constraints = new ArrayList<>();
        for (YamlMapping item : owner.maps("constraints")) {
            MapReader reader = MapReader.of(item);
            reader.text("type").ifPresent(type -> constraints.add(new ConstraintSpec(type, reader.texts("columns"))));
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
        FilesSpec files = files(reader);
        Optional<Boolean> optional = optional(reader);
        List<SourceTableSpec> tables = new ArrayList<>();
        for (YamlMapping table : reader.maps("tables")) {
            MapReader tableReader = MapReader.of(table);
            Optional<Located<String>> tableName = tableReader.text("name");
            if (tableName.isPresent()
                    && tableNames.add(
                            "source table",
                            name.get().value() + "." + tableName.get().value(),
                            tableName.get().span())) {
                List<String> path = new ArrayList<>(qualified);
                path.add(tableName.get().value());
                tables.add(new SourceTableSpec(
                        tableName.get(),
                        tableReader.text("identifier"),
                        tableReader.text("description"),
                        sourceConfigs.resolve(path).with(own).with(configs(tableReader)),
                        files(tableReader).orElse(files),
                        optional(tableReader).or(() -> optional).orElse(false),
                        columns(tableReader, tests),
                        tests.read(tableReader)));
            }
        }
        sources.add(new SourceSpec(
                name.get(),
                reader.text("description"),
                reader.text("database"),
                reader.text("schema"),
                sourceConfigs.resolve(qualified).with(own),
                files,
                optional.orElse(false),
                tables));
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
