package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import io.graphc.source.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the packages of a project on disk, and reads what they have for templates: those in the folder that packages are installed in, and local ones from where
 * {@code packages.yml} or {@code dependencies.yml} says (docs.getdbt.com, "Packages"). Nothing is downloaded.
 */
final class PackageLoader {
    private static final List<String> LISTS = List.of("packages.yml", "dependencies.yml");
    private static final String PROJECT_FILE = "dbt_project.yml";

    private final ProjectFiles files;
    private final Path directory;
    private final String installFolder;
    private final DiagnosticSink sink;
    private final Map<String, PackageSpec> loaded = new TreeMap<>();
    private final Map<String, PackageFolder> folderOf = new TreeMap<>();
    private final Set<String> folders = new TreeSet<>();
    private final Set<String> missing = new TreeSet<>();
    private final Set<Path> visited = new TreeSet<>();

    PackageLoader(ProjectFiles files, String installFolder, DiagnosticSink sink) {
        this.files = files;
        this.directory = files.root();
        this.installFolder = installFolder;
        this.sink = sink;
    }

    PackageFolder.Found load() {
        List<MapReader> listed = listed(files);
        listed.forEach(item -> local(item, directory));
        installed();
        listed.forEach(this::require);
        return new PackageFolder.Found(
                new PackagesSpec(List.copyOf(loaded.values()), missing), List.copyOf(folderOf.values()));
    }

    private List<MapReader> listed(ProjectFiles home) {
        List<MapReader> listed = new ArrayList<>();
        for (String name : LISTS) {
            Path list = home.root().resolve(name);
            if (home.disk().isFile(list)) {
                home.read(list)
                        .flatMap(file -> YamlParser.parse(file, sink))
                        .ifPresent(document -> MapReader.of(document)
                                .maps("packages")
                                .forEach(item -> listed.add(MapReader.of(item))));
            }
        }
        return listed;
    }

    /** Loads a package that lies in a folder of its own, and those that it asks for. */
    private void local(MapReader item, Path home) {
        Optional<Located<String>> written = item.text("local");
        if (written.isEmpty()) {
            return;
        }
        Path folder = home.resolve(written.get().value()).normalize();
        if (!files.disk().isFile(folder.resolve(PROJECT_FILE))) {
            Diagnostic.of(
                            DiagnosticCode.MISSING_PACKAGE,
                            "there is no package in `" + written.get().value() + "`")
                    .at(written.get().span())
                    .help("a package is a folder with a `" + PROJECT_FILE
                            + "`; the path starts at the project's folder")
                    .report(sink);
            missing.add(lastPart(written.get().value()));
            return;
        }
        if (visited.add(folder)) {
            load(folder, shown(folder));
            listed(files.inside(folder, shown(folder))).forEach(nested -> local(nested, folder));
        }
    }

    private String shown(Path folder) {
        Path relative = directory.relativize(folder);
        return relative.toString().replace('\\', '/');
    }

    private void installed() {
        Path folder = directory.resolve(installFolder).normalize();
        if (!files.disk().isFolder(folder)) {
            return;
        }
        try {
            for (Disk.Child child : files.disk().children(folder)) {
                Path used = folder.resolve(child.name());
                if (files.disk().isFile(used.resolve(PROJECT_FILE))) {
                    folders.add(child.name());
                    load(used, shown(used));
                }
            }
        } catch (IOException e) {
            Diagnostic.of(DiagnosticCode.UNREADABLE_FILE, "the folder of packages cannot be read")
                    .at(new SourceFile(installFolder, "").top())
                    .help("check its permissions")
                    .report(sink);
        }
    }

    /** Loads a package; one of the same name that was loaded before stays. */
    private void load(Path folder, String shown) {
        ProjectFiles inside = files.inside(folder, shown);
        Optional<YamlNode> document =
                inside.read(folder.resolve(PROJECT_FILE)).flatMap(file -> YamlParser.parse(file, sink));
        document.ifPresent(project -> load(project, inside));
    }

    private void load(YamlNode document, ProjectFiles inside) {
        MapReader reader = MapReader.of(document);
        Optional<Located<String>> name = reader.text("name");
        if (name.isEmpty() || loaded.containsKey(name.get().value())) {
            return;
        }
        ProjectFile project = ProjectFile.ofPackage(name.get().span().file(), document, inside);
        List<String> where = new ArrayList<>(folders(reader, "macro-paths", "macros"));
        folders(reader, "test-paths", "tests").forEach(tests -> where.add(tests + "/generic"));
        List<SourceFile> macros = new ArrayList<>();
        inside.below(where, List.of(), ".sql")
                .values()
                .forEach(path -> inside.read(path).ifPresent(macros::add));
        loaded.put(
                name.get().value(),
                new PackageSpec(
                        name.get().value(),
                        macros,
                        project.settings().vars(),
                        project.settings().hooks(),
                        reader.isTrue("restrict-access")));
        folderOf.put(name.get().value(), new PackageFolder(project, inside));
    }

    private static List<String> folders(MapReader reader, String key, String usual) {
        return reader.node(key).isPresent()
                ? reader.texts(key).stream().map(Located::value).toList()
                : List.of(usual);
    }

    /** Reports a package that is asked for and was not found; names with templates in them cannot be told. */
    private void require(MapReader item) {
        for (String key : List.of("package", "git", "tarball", "private")) {
            Optional<Located<String>> written = item.text(key);
            if (written.isEmpty() || written.get().value().contains("{{")) {
                continue;
            }
            String name = item.text(key.equals("tarball") ? "name" : "subdirectory")
                    .map(Located::value)
                    .map(PackageLoader::lastPart)
                    .orElse(lastPart(written.get().value()));
            if (Stream.concat(loaded.keySet().stream(), folders.stream()).noneMatch(found -> isAlike(found, name))) {
                missing.add(name);
                Diagnostic.of(
                                DiagnosticCode.MISSING_PACKAGE,
                                "package `" + name + "` is not in `" + installFolder + "`")
                        .at(written.get().span())
                        .note("graphc reads packages from disk and downloads nothing")
                        .help("run `dbt deps`, or put a checkout in `" + installFolder + "/" + name + "`")
                        .report(sink);
            }
        }
    }

    private static boolean isAlike(String found, String wanted) {
        return plain(found).equals(plain(wanted));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** The name at the end of a path or URL. */
    private static String lastPart(String location) {
        String text = location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
        String last = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
        return plain(last.endsWith(".git") ? last.substring(0, last.length() - 4) : last);
    }
}
