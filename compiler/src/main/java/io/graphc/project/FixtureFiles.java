package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.UnitTestSpec.Format;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files below the {@code fixtures} folders of {@code test-paths}, which unit tests name. */
final class FixtureFiles {
    /** The name of those folders; what lies in them is no test (docs.getdbt.com, "Fixtures"). */
    static final String FOLDER = "fixtures";

    private final ProjectFiles files;
    private final List<String> folders;
    private final Collection<Path> skipped;
    private final DiagnosticSink sink;
    private Optional<Map<String, Path>> found = Optional.empty();

    FixtureFiles(ProjectFiles files, List<String> testPaths, Collection<Path> skipped, DiagnosticSink sink) {
        this.files = files;
        this.folders = testPaths.stream().map(path -> path + "/" + FOLDER).toList();
        this.skipped = skipped;
        this.sink = sink;
    }

    /** A fixture by its file's name, with or without its ending; one that is not there is reported. */
    Optional<SourceFile> find(Located<String> name, Format format) {
        String ending = "." + format.name().toLowerCase(Locale.ROOT);
        String wanted = name.value().endsWith(ending) ? name.value() : name.value() + ending;
        Path path = all().get(wanted);
        if (path == null) {
            List<String> names = all().keySet().stream()
                    .filter(file -> file.endsWith(ending))
                    .toList();
            Diagnostic.of(DiagnosticCode.MISSING_FILE, "fixture `" + wanted + "` not found")
                    .at(name.span())
                    .hint(wanted, names, "fixtures")
                    .help("fixtures lie below `" + String.join("`, `", folders) + "`")
                    .report(sink);
            return Optional.empty();
        }
        return files.read(path);
    }

    private Map<String, Path> all() {
        if (found.isEmpty()) {
            Map<String, Path> byName = new TreeMap<>();
            Map<String, String> firsts = new TreeMap<>();
            files.below(folders, skipped, ".csv", ".sql").forEach((shown, path) -> {
                String name = shown.substring(shown.lastIndexOf('/') + 1);
                byName.putIfAbsent(name, path);
                String first = firsts.putIfAbsent(name, shown);
                if (first != null) {
                    Diagnostic.of(DiagnosticCode.DUPLICATE_NAME, "there are two fixtures `" + name + "`")
                            .at(new SourceFile(shown, "").top())
                            .note("the first one is `" + first + "`")
                            .help("unit tests name fixtures by their file's name: give one of them another")
                            .report(sink);
                }
            });
            found = Optional.of(byName);
        }
        return found.get();
    }
}
