package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Severity;
import io.graphc.project.yaml.YamlNode;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads all files that the project file, or that of a package, leads to. */
final class ResourceLoader {
    private final Path directory;
    private final ProjectFile project;
    private final ProjectFile.Folders folders;
    private final ProjectFiles files;
    private final DiagnosticSink sink;
    private final Optional<ProjectFile> user;
    private final Names names;
    private final UnitTestReader unitTests;
    private final List<ModelSpec> models = new ArrayList<>();
    private final List<SeedSpec> seeds = new ArrayList<>();
    private final List<SnapshotSpec> snapshots = new ArrayList<>();
    private final List<ExposureSpec> exposures = new ArrayList<>();
    private final List<SingularTestSpec> tests = new ArrayList<>();
    private final List<SourceSpec> sources = new ArrayList<>();
    private final List<DocSpec> docs = new ArrayList<>();
    private final List<Located<String>> groups = new ArrayList<>();
    /** Models and seeds whose files were reported. */
    private final Set<String> lost = new TreeSet<>();

    private final Map<String, FileOrigin> origins = new TreeMap<>();

    /** What the project and its packages share. */
    private record Names(
            UniqueNames relations,
            UniqueNames tables,
            UniqueNames tests,
            List<List<String>> models,
            List<List<String>> seeds) {
        static Names none(DiagnosticSink sink) {
            return new Names(
                    UniqueNames.ofFiles(sink),
                    UniqueNames.of(sink),
                    UniqueNames.of(sink),
                    new ArrayList<>(),
                    new ArrayList<>());
        }
    }

    ResourceLoader(Path directory, ProjectFile project, ProjectFiles files, DiagnosticSink sink) {
        this(new PackageFolder(project, files), Optional.empty(), Names.none(sink), sink);
    }

    private ResourceLoader(PackageFolder folder, Optional<ProjectFile> user, Names names, DiagnosticSink sink) {
        this.directory = folder.files().root();
        this.project = folder.project();
        this.folders = project.folders();
        this.files = folder.files();
        this.sink = sink;
        this.user = user;
        this.names = names;
        // Those of packages are theirs: they do not run here, and whoever uses a package cannot mend them.
        DiagnosticSink ofUnitTests = user.isEmpty() ? sink : diagnostic -> {};
        this.unitTests = new UnitTestReader(
                new FixtureFiles(files, folders.tests(), folders.skipped(), ofUnitTests), ofUnitTests);
    }

    ProjectSpec load(Optional<ProfileSpec> profile) {
        PropertiesReader properties = properties();
        common(properties);
        project.packages().folders().forEach(this::addPackage);
        boolean named = !project.settings()
                .name()
                .span()
                .equals(project.settings().file().top());
        if (named) {
            project.models().reportUnused(names.models(), "model", ConfigShapes.MODEL, sink);
            project.seeds().reportUnused(names.seeds(), "seed", ConfigShapes.SEED, sink);
        }
        leaveAnalyses();
        GraphReader graph = new GraphReader(
                files,
                layered(ProjectFile::tests)
                        .resolve(List.of(project.settings().name().value())),
                unitTests,
                sink);
        yaml(folders.graph()).forEach(path -> {
            placed(path, qualifiedName(path, folders.graph()));
            files.read(path).ifPresent(graph::read);
        });
        TenantReader.Found tenants = tenants();
        return new ProjectSpec(
                directory,
                project.settings(),
                profile,
                sources,
                models,
                seeds,
                snapshots,
                lostModels(),
                exposures,
                macros(),
                project.packages().packages(),
                docs,
                groups,
                tests,
                graph.nodes(),
                graph.relationships(),
                graph.actions(),
                unitTests.tests(),
                tenants.specs(),
                tenants.others(),
                origins);
    }

    private void addPackage(PackageFolder used) {
        ResourceLoader loader = new ResourceLoader(used, Optional.of(project), names, new PackageProblems(sink));
        loader.common(loader.properties());
        lost.addAll(loader.lost);
        models.addAll(loader.models);
        seeds.addAll(loader.seeds);
        snapshots.addAll(loader.snapshots);
        exposures.addAll(loader.exposures);
        tests.addAll(loader.tests);
        sources.addAll(loader.sources);
        docs.addAll(loader.docs);
        groups.addAll(loader.groups);
        origins.putAll(loader.origins);
    }

    /** One of two files of a name is there for all who read it. */
    private List<String> lostModels() {
        Set<String> names = new TreeSet<>(lost);
        models.forEach(model -> names.remove(model.name()));
        seeds.forEach(seed -> names.remove(seed.name()));
        snapshots.forEach(snapshot -> names.remove(snapshot.name().value()));
        return List.copyOf(names);
    }

    /** What packages have as projects do. */
    private void common(PropertiesReader properties) {
        sources.addAll(properties.sources());
        groups.addAll(properties.groups());
        addModels(properties.models(), refusePython(properties.models()));
        addSeeds(properties.seeds());
        addSnapshots(properties.snapshots());
        exposures.addAll(properties.exposures());
        addSingularTests();
        DocsReader reader = new DocsReader(project.settings().name().value(), sink);
        below(folders.docs(), ".md").values().forEach(path -> files.read(path).ifPresent(reader::read));
        docs.addAll(reader.docs());
    }

    private Map<String, Path> below(List<String> where, String... endings) {
        return files.below(where, folders.skipped(), endings);
    }

    private Collection<Path> yaml(List<String> where) {
        return below(where, ".yml", ".yaml").values();
    }

    private PropertiesReader properties() {
        PropertiesReader reader = new PropertiesReader(
                layered(ProjectFile::sources), layered(ProjectFile::tests), names.tables(), unitTests, sink);
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
            placed(paths.get(index), qualified);
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

    /** Remembers where a file lies. */
    private List<String> placed(Path file, List<String> qualified) {
        String path = directory.relativize(file).toString().replace('\\', '/');
        origins.put(files.shown(file), new FileOrigin(qualified.subList(0, qualified.size() - 1), path));
        return qualified;
    }

    /** Configs by folder; those that the user of a package writes come over those of the package. */
    private ConfigTree layered(Function<ProjectFile, ConfigTree> kind) {
        ConfigTree own = kind.apply(project);
        return user.map(kind).map(tree -> tree.over(own)).orElse(own);
    }

    private void addModels(Map<String, DescriptionSpec> descriptions, List<String> pythonModels) {
        Set<String> found = new LinkedHashSet<>();
        Map<String, Path> paths = below(folders.models(), ".sql");
        // All of the project's own are read, which threads can share; of a package's, those that are not replaced.
        Map<Path, Optional<SourceFile>> read = new ConcurrentHashMap<>();
        if (user.isEmpty()) {
            paths.values().parallelStream().forEach(path -> read.put(path, files.read(path)));
        }
        paths.forEach((shown, path) -> {
            List<String> qualified = placed(path, qualifiedName(path, folders.models()));
            String name = qualified.get(qualified.size() - 1);
            found.add(name);
            names.models().add(qualified);
            Optional<DescriptionSpec> description = Optional.ofNullable(descriptions.get(name));
            ConfigSpec config = configs(project.models(), qualified, description);
            ConfigSpec overrides = overrides(ProjectFile::models, qualified);
            if (!isReplaced(name, config.with(overrides))) {
                read.computeIfAbsent(path, files::read)
                        .filter(file -> names.relations().add("model", name, file.top()))
                        .ifPresentOrElse(
                                file -> models.add(
                                        new ModelSpec(name, qualified, file, description, config, overrides)),
                                () -> lost.add(name));
            }
        });
        found.addAll(pythonModels);
        lost.addAll(pythonModels);
        descriptions.values().forEach(description -> requireFile(description, "model", found));
    }

    /** What the user of a package says to one of its resources. */
    private ConfigSpec overrides(Function<ProjectFile, ConfigTree> kind, List<String> qualified) {
        return user.map(kind).map(tree -> tree.resolve(qualified)).orElse(ConfigSpec.EMPTY);
    }

    /** Whether it is part of a package, turned off, and its name is taken. */
    private boolean isReplaced(String name, ConfigSpec config) {
        return user.isPresent()
                && names.relations().has(name)
                && config.enabled()
                        .filter(enabled -> enabled.value().equalsIgnoreCase("false"))
                        .isPresent();
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
                    .with(overrides(ProjectFile::models, qualified))
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

    private void addSnapshots(Map<String, DescriptionSpec> descriptions) {
        SnapshotReader reader = new SnapshotReader(
                project.snapshots(), qualified -> overrides(ProjectFile::snapshots, qualified), names.relations());
        below(folders.snapshots(), ".sql").forEach((shown, path) -> {
            List<String> qualified = placed(path, qualifiedName(path, folders.snapshots()));
            List<String> parents = qualified.subList(0, qualified.size() - 1);
            files.read(path).ifPresent(file -> reader.blocks(file, parents, descriptions));
        });
        reader.described(List.of(project.settings().name().value()), descriptions);
        snapshots.addAll(reader.snapshots());
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

    private void addSeeds(Map<String, DescriptionSpec> descriptions) {
        Set<String> found = new LinkedHashSet<>();
        below(folders.seeds(), ".csv").forEach((shown, path) -> {
            List<String> qualified = placed(path, qualifiedName(path, folders.seeds()));
            String name = qualified.get(qualified.size() - 1);
            found.add(name);
            names.seeds().add(qualified);
            Optional<DescriptionSpec> description = Optional.ofNullable(descriptions.get(name));
            ConfigSpec config =
                    configs(project.seeds(), qualified, description).with(overrides(ProjectFile::seeds, qualified));
            if (!isReplaced(name, config)) {
                files.readFirstLine(path)
                        .filter(header -> names.relations().add("seed", name, header.top()))
                        .ifPresentOrElse(
                                header -> seeds.add(
                                        new SeedSpec(name, qualified, shown, path, header, description, config)),
                                () -> lost.add(name));
            }
        });
        descriptions.values().forEach(description -> requireFile(description, "seed", found));
    }

    private List<SourceFile> macros() {
        List<String> where = new ArrayList<>(folders.macros());
        folders.tests().forEach(folder -> where.add(folder + "/generic"));
        List<SourceFile> macros = new ArrayList<>();
        below(where, ".sql").values().forEach(path -> files.read(path).ifPresent(macros::add));
        return macros;
    }

    private void addSingularTests() {
        List<Path> others = folders.tests().stream()
                .flatMap(folder -> Stream.of("generic", FixtureFiles.FOLDER)
                        .map(name -> directory.resolve(folder).resolve(name).normalize()))
                .toList();
        below(folders.tests(), ".sql", ".cypher", ".gremlin").forEach((shown, path) -> {
            if (others.stream().noneMatch(path::startsWith)) {
                List<String> qualified = placed(path, qualifiedName(path, folders.tests()));
                String name = qualified.get(qualified.size() - 1);
                files.read(path)
                        .filter(file -> names.tests().add("test", name, file.top()))
                        .ifPresent(file -> tests.add(new SingularTestSpec(
                                name,
                                qualified,
                                file,
                                layered(ProjectFile::tests).resolve(qualified))));
            }
        });
    }

    private TenantReader.Found tenants() {
        List<SourceFile> found = new ArrayList<>();
        yaml(folders.tenants()).forEach(path -> files.read(path).ifPresent(found::add));
        return new TenantReader(sink).read(found, folders.tenants());
    }
}
