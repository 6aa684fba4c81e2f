package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Severity;
import io.graphc.project.yaml.YamlNode;
import io.graphc.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads all files that the project file leads to. */
final class ResourceLoader {
    private final Path directory;
    private final ProjectFile project;
    private final ProjectFile.Folders folders;
    private final ProjectFiles files;
    private final DiagnosticSink sink;
    private final UniqueNames relations;

    ResourceLoader(Path directory, ProjectFile project, ProjectFiles files, DiagnosticSink sink) {
        this.directory = directory;
        this.project = project;
        this.folders = project.folders();
        this.files = files;
        this.sink = sink;
        this.relations = UniqueNames.ofFiles(sink);
    }

    ProjectSpec load(Optional<ProfileSpec> profile) {
        PropertiesReader properties = properties();
        List<String> pythonModels = refusePython(properties.models());
        List<ModelSpec> models = models(properties.models(), pythonModels);
        List<SeedSpec> seeds = seeds(properties.seeds());
        List<SnapshotSpec> snapshots = snapshots(properties.snapshots());
        leaveAnalyses();
        GraphReader graph = new GraphReader(project.settings().name().value(), sink);
        yaml(folders.graph()).forEach(path -> files.read(path).ifPresent(graph::read));
        return new ProjectSpec(
                directory,
                project.settings(),
                profile,
                properties.sources(),
                models,
                seeds,
                snapshots,
                pythonModels,
                properties.exposures(),
                macros(),
                project.packages(),
                singularTests(),
                graph.nodes(),
                graph.relationships(),
                tenants());
    }

    private Map<String, Path> below(List<String> where, String... endings) {
        return files.below(where, folders.skipped(), endings);
    }

    private Collection<Path> yaml(List<String> where) {
        return below(where, ".yml", ".yaml").values();
    }

    private PropertiesReader properties() {
        PropertiesReader reader = new PropertiesReader(project.sources(), project.tests(), sink);
        Set<String> all = new LinkedHashSet<>(folders.models());
        List.of(folders.seeds(), folders.snapshots(), folders.tests(), folders.macros(), folders.analyses())
                .forEach(all::addAll);
        List<String> where = List.copyOf(all);
        List<Path> paths = List.copyOf(yaml(where));
        // Parsing is most of the work of loading; the order of the results is that of the paths.
        List<Optional<YamlNode>> documents = paths.parallelStream()
                .map(path -> files.read(path).flatMap(file -> PropertiesReader.parse(file, sink)))
                .toList();
        for (int index = 0; index < paths.size(); index++) {
            List<String> qualified = qualifiedName(paths.get(index), where);
            List<String> parents = qualified.subList(0, qualified.size() - 1);
            documents.get(index).ifPresent(document -> reader.add(document, parents));
        }
        return reader;
    }

    /** The project's name, the folders between one of the roots and the file, and the file's name without its ending. */
    private List<String> qualifiedName(Path file, List<String> roots) {
        List<String> name = new ArrayList<>();
        name.add(project.settings().name().value());
        Path root = roots.stream()
                .map(folder -> directory.resolve(folder).normalize())
                .filter(file::startsWith)
                .findFirst()
                .orElse(directory);
        root.relativize(file).forEach(part -> name.add(part.toString()));
        String last = name.get(name.size() - 1);
        name.set(name.size() - 1, last.substring(0, last.lastIndexOf('.')));
        return name;
    }

    private List<ModelSpec> models(Map<String, DescriptionSpec> descriptions, List<String> pythonModels) {
        List<ModelSpec> models = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        List<List<String>> qualifiedNames = new ArrayList<>();
        below(folders.models(), ".sql").forEach((shown, path) -> {
            List<String> qualified = qualifiedName(path, folders.models());
            String name = qualified.get(qualified.size() - 1);
            names.add(name);
            qualifiedNames.add(qualified);
            files.read(path).ifPresent(file -> {
                if (relations.add("model", name, file.top())) {
                    Optional<DescriptionSpec> description = Optional.ofNullable(descriptions.get(name));
                    models.add(new ModelSpec(
                            name, qualified, file, description, configs(project.models(), qualified, description)));
                }
            });
        });
        names.addAll(pythonModels);
        project.models().reportUnused(qualifiedNames, "model", ConfigShapes.MODEL, sink);
        descriptions.values().forEach(description -> requireFile(description, "model", names));
        return models;
    }

    private static ConfigSpec configs(ConfigTree tree, List<String> qualified, Optional<DescriptionSpec> description) {
        ConfigSpec inherited = tree.resolve(qualified);
        return description.map(DescriptionSpec::config).map(inherited::with).orElse(inherited);
    }

    private List<String> refusePython(Map<String, DescriptionSpec> descriptions) {
        List<String> names = new ArrayList<>();
        below(folders.models(), ".py").forEach((shown, path) -> {
            List<String> qualified = qualifiedName(path, folders.models());
            String name = qualified.get(qualified.size() - 1);
            names.add(name);
            boolean disabled = configs(project.models(), qualified, Optional.ofNullable(descriptions.get(name)))
                    .enabled()
                    .filter(enabled -> enabled.value().equalsIgnoreCase("false"))
                    .isPresent();
            if (!disabled) {
                files.read(path)
                        .ifPresent(file -> Diagnostic.of(
                                        DiagnosticCode.NOT_SUPPORTED,
                                        "model `" + name + "` is written in Python, which graphc does not run")
                                .at(file.top())
                                .help("write the model in SQL, or read its result as a source")
                                .report(sink));
            }
        });
        return names;
    }

    private List<SnapshotSpec> snapshots(Map<String, DescriptionSpec> descriptions) {
        SnapshotReader reader = new SnapshotReader(project.snapshots(), relations, sink);
        below(folders.snapshots(), ".sql").forEach((shown, path) -> {
            List<String> qualified = qualifiedName(path, folders.snapshots());
            List<String> parents = qualified.subList(0, qualified.size() - 1);
            files.read(path).ifPresent(file -> reader.blocks(file, parents, descriptions));
        });
        reader.described(List.of(project.settings().name().value()), descriptions);
        return reader.snapshots();
    }

    /** Analyses make no relation and nothing can read them. */
    private void leaveAnalyses() {
        List<Path> analyses = List.copyOf(below(folders.analyses(), ".sql").values());
        if (!analyses.isEmpty()) {
            files.read(analyses.get(0))
                    .ifPresent(first -> Diagnostic.of(
                                    DiagnosticCode.NOT_SUPPORTED, "analyses are not supported and left alone")
                            .severity(Severity.WARNING)
                            .at(first.top())
                            .note("there " + (analyses.size() == 1 ? "is 1" : "are " + analyses.size()))
                            .report(sink));
        }
    }

    private void requireFile(DescriptionSpec description, String what, Set<String> names) {
        String name = description.name().value();
        if (!names.contains(name)) {
            Diagnostic.of(DiagnosticCode.UNKNOWN_MODEL, "there is no " + what + " `" + name + "`")
                    .at(description.name().span())
                    .hint(name, names, what + "s")
                    .report(sink);
        }
    }

    private List<SeedSpec> seeds(Map<String, DescriptionSpec> descriptions) {
        List<SeedSpec> seeds = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        List<List<String>> qualifiedNames = new ArrayList<>();
        below(folders.seeds(), ".csv").forEach((shown, path) -> {
            List<String> qualified = qualifiedName(path, folders.seeds());
            String name = qualified.get(qualified.size() - 1);
            names.add(name);
            qualifiedNames.add(qualified);
            files.readFirstLine(path).ifPresent(header -> {
                if (relations.add("seed", name, header.top())) {
                    Optional<DescriptionSpec> description = Optional.ofNullable(descriptions.get(name));
                    seeds.add(new SeedSpec(
                            name,
                            qualified,
                            shown,
                            path,
                            header,
                            description,
                            configs(project.seeds(), qualified, description)));
                }
            });
        });
        project.seeds().reportUnused(qualifiedNames, "seed", ConfigShapes.SEED, sink);
        descriptions.values().forEach(description -> requireFile(description, "seed", names));
        return seeds;
    }

    private List<SourceFile> macros() {
        List<String> where = new ArrayList<>(folders.macros());
        folders.tests().forEach(folder -> where.add(folder + "/generic"));
        List<SourceFile> macros = new ArrayList<>();
        below(where, ".sql").values().forEach(path -> files.read(path).ifPresent(macros::add));
        return macros;
    }

    private List<SingularTestSpec> singularTests() {
        List<SingularTestSpec> tests = new ArrayList<>();
        UniqueNames names = UniqueNames.of(sink);
        List<Path> generic = folders.tests().stream()
                .map(folder -> directory.resolve(folder).resolve("generic").normalize())
                .toList();
        below(folders.tests(), ".sql").forEach((shown, path) -> {
            if (generic.stream().noneMatch(path::startsWith)) {
                List<String> qualified = qualifiedName(path, folders.tests());
                String name = qualified.get(qualified.size() - 1);
                files.read(path)
                        .filter(file -> names.add("test", name, file.top()))
                        .ifPresent(file -> tests.add(new SingularTestSpec(
                                name, qualified, file, project.tests().resolve(qualified))));
            }
        });
        return tests;
    }

    private List<TenantSpec> tenants() {
        TenantReader reader = new TenantReader(sink);
        List<TenantSpec> tenants = new ArrayList<>();
        yaml(folders.tenants())
                .forEach(path -> files.read(path).flatMap(reader::read).ifPresent(tenants::add));
        return tenants;
    }
}
