package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The project file, read: settings, folders, and configs by folder. */
record ProjectFile(
        ProjectSettings settings,
        Folders folders,
        ConfigTree models,
        ConfigTree seeds,
        ConfigTree sources,
        ConfigTree snapshots,
        ConfigTree tests,
        PackageFolder.Found packages) {
    /** The folders of each kind of file, relative to the project. */
    record Folders(
            List<String> models,
            List<String> seeds,
            List<String> tests,
            List<String> macros,
            List<String> graph,
            List<String> tenants,
            List<String> snapshots,
            List<String> analyses,
            List<String> docs,
            List<Path> skipped) {}

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    static ProjectFile read(SourceFile file, YamlNode document, ProjectFiles files, DiagnosticSink sink) {
        String installed = MapReader.of(document)
                .text("packages-install-path")
                .map(Located::value)
                .orElse("dbt_packages");
        PackageFolder.Found packages = new PackageLoader(files, installed, sink).load();
        return read(file, document, files, packages, sink);
    }

    /** The project file of a package. Those who use it cannot mend it, so nothing is said of what graphc leaves alone. */
    static ProjectFile ofPackage(SourceFile file, YamlNode document, ProjectFiles files) {
        return read(file, document, files, PackageFolder.Found.NONE, problem -> {});
    }

    private static ProjectFile read(
            SourceFile file, YamlNode document, ProjectFiles files, PackageFolder.Found found, DiagnosticSink sink) {
        MapReader reader = MapReader.of(document);
        Located<String> name = name(file, reader, sink);
        Located<String> target = reader.text("target-path").orElseGet(() -> Located.of("target", file.top()));
        List<Located<String>> clean = reader.texts("clean-targets");
        ProjectSettings settings = new ProjectSettings(
                file,
                name,
                reader.text("version"),
                reader.text("profile"),
                vars(reader.map("vars"), name.value()),
                target,
                clean.isEmpty() ? List.of(target) : clean,
                dispatch(reader),
                reader.isTrue("strict"),
                new WarningFlags(sink).ofProject(reader.map("flags")),
                new RunHooksSpec(hooks(reader, "on-run-start"), hooks(reader, "on-run-end")));
        String packages =
                reader.text("packages-install-path").map(Located::value).orElse("dbt_packages");
        return new ProjectFile(
                settings,
                folders(reader, files, List.of(target.value(), packages), sink),
                new ConfigTree(reader.node("models")),
                new ConfigTree(reader.node("seeds")),
                new ConfigTree(reader.node("sources")),
                new ConfigTree(reader.node("snapshots")),
                new ConfigTree(reader.node("data_tests").or(() -> reader.node("tests"))),
                found);
    }

    private static List<HookSpec> hooks(MapReader reader, String key) {
        return reader.node(key).map(HookReader::read).orElse(List.of());
    }

    private static List<DispatchSpec> dispatch(MapReader reader) {
        List<DispatchSpec> dispatch = new ArrayList<>();
        reader.maps("dispatch").stream()
                .map(MapReader::of)
                .forEach(entry -> entry.text("macro_namespace")
                        .ifPresent(
                                namespace -> dispatch.add(new DispatchSpec(namespace, entry.texts("search_order")))));
        return dispatch;
    }

    private static Located<String> name(SourceFile file, MapReader reader, DiagnosticSink sink) {
        Optional<Located<String>> name = reader.text("name");
        if (name.isPresent() && !NAME.matcher(name.get().value()).matches()) {
            Diagnostic.of(
                            DiagnosticCode.VALUE_NOT_ALLOWED,
                            "a project cannot be called `" + name.get().value() + "`")
                    .at(name.get().span())
                    .note("a name holds letters, digits and `_`, and does not start with a digit")
                    .report(sink);
        }
        return name.orElseGet(() -> Located.of("project", file.top()));
    }

    /** Variables; those under the project's own name take the place of others of the same name. */
    private static List<YamlEntry> vars(MapReader vars, String project) {
        Map<String, YamlEntry> all = new LinkedHashMap<>();
        for (YamlEntry entry : vars.entries()) {
            if (!(entry.name().equals(project) && entry.value() instanceof YamlMapping)) {
                all.put(entry.name(), entry);
            }
        }
        vars.map(project).entries().forEach(entry -> all.put(entry.name(), entry));
        return new ArrayList<>(all.values());
    }

    private static Folders folders(MapReader reader, ProjectFiles files, List<String> skipped, DiagnosticSink sink) {
        return new Folders(
                required(reader, "model-paths", "models", files, sink),
                folders(reader, "seed-paths", "seeds"),
                folders(reader, "test-paths", "tests"),
                folders(reader, "macro-paths", "macros"),
                required(reader, "graph-paths", "graph", files, sink),
                required(reader, "tenant-paths", "tenants", files, sink),
                folders(reader, "snapshot-paths", "snapshots"),
                folders(reader, "analysis-paths", "analyses"),
                docs(reader),
                skipped.stream()
                        .map(folder -> files.root().resolve(folder).normalize())
                        .toList());
    }

    /** Unless set, texts for descriptions may lie beside anything, as in dbt. */
    private static List<String> docs(MapReader reader) {
        if (reader.node("docs-paths").isPresent()) {
            return reader.texts("docs-paths").stream().map(Located::value).toList();
        }
        Set<String> all = new LinkedHashSet<>();
        all.addAll(folders(reader, "model-paths", "models"));
        all.addAll(folders(reader, "seed-paths", "seeds"));
        all.addAll(folders(reader, "snapshot-paths", "snapshots"));
        all.addAll(folders(reader, "analysis-paths", "analyses"));
        all.addAll(folders(reader, "macro-paths", "macros"));
        all.addAll(folders(reader, "graph-paths", "graph"));
        return List.copyOf(all);
    }

    private static List<String> folders(MapReader reader, String key, String usual) {
        return reader.node(key).isPresent()
                ? reader.texts(key).stream().map(Located::value).toList()
                : List.of(usual);
    }

    /** A folder of these that is named and not there would lose what the project is made of, in silence. */
    private static List<String> required(
            MapReader reader, String key, String usual, ProjectFiles files, DiagnosticSink sink) {
        for (Located<String> folder : reader.texts(key)) {
            if (!files.disk().isFolder(files.root().resolve(folder.value()))) {
                Diagnostic.of(DiagnosticCode.MISSING_FILE, "there is no folder `" + folder.value() + "`")
                        .at(folder.span())
                        .help("make it, or take it out of `" + key + "`")
                        .report(sink);
            }
        }
        return folders(reader, key, usual);
    }
}
