package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.ShapeChecker;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds and reads the project's profile. Other profiles of the file belong to other projects and are left alone. */
final class ProfileReader {
    private static final String FILE = "profiles.yml";

    private final List<Path> folders;
    private final ProjectFiles files;
    private final DiagnosticSink sink;

    ProfileReader(List<Path> folders, ProjectFiles files, DiagnosticSink sink) {
        this.folders = folders;
        this.files = files;
        this.sink = sink;
    }

    Optional<ProfileSpec> read(Located<String> name) {
        Optional<Path> found = folders.stream()
                .filter(folder -> files.disk().isFile(folder.resolve(FILE)))
                .findFirst();
        if (found.isEmpty()) {
            Diagnostic.Builder problem = Diagnostic.of(
                            DiagnosticCode.UNREADABLE_PROFILE,
                            "there is no `" + FILE + "` for profile `" + name.value() + "`")
                    .at(name.span());
            folders.forEach(folder -> problem.note(
                    "looked in " + (folder.equals(files.root()) ? "the project folder" : "`" + folder + "`")));
            problem.help("write one, or name its folder with `--profiles-dir`").report(sink);
            return Optional.empty();
        }
        DiagnosticSink asProfile = diagnostic -> sink.report(recoded(diagnostic));
        return where(found.get())
                .reportingTo(asProfile)
                .read(found.get().resolve(FILE))
                .flatMap(file -> YamlParser.parse(file, asProfile)
                        .map(document -> SecretMask.hide(file, document))
                        .flatMap(document -> profile(name, file, document)));
    }

    /** A profile that lies elsewhere is shown with its whole path, as the folders are that were looked in. */
    private ProjectFiles where(Path folder) {
        return folder.startsWith(files.root()) ? files : files.inside(folder, folder.toString());
    }

    /** What keeps a profile from being read at all has one code, whatever it is. */
    private static Diagnostic recoded(Diagnostic written) {
        boolean unread = written.code() == DiagnosticCode.BAD_YAML || written.code() == DiagnosticCode.DUPLICATE_NAME;
        Diagnostic cause = unread ? SecretMask.hide(written) : written;
        boolean unreadable = cause.code() == DiagnosticCode.BAD_YAML || cause.code() == DiagnosticCode.UNREADABLE_FILE;
        return unreadable
                ? new Diagnostic(
                        DiagnosticCode.UNREADABLE_PROFILE,
                        cause.severity(),
                        "the profile cannot be read: " + cause.message(),
                        cause.primary(),
                        cause.caption(),
                        cause.labels(),
                        cause.notes(),
                        cause.helps())
                : cause;
    }

    private Optional<ProfileSpec> profile(Located<String> name, SourceFile file, YamlNode document) {
        MapReader top = MapReader.of(document);
        Optional<YamlEntry> entry = top.entry(name.value());
        if (entry.isEmpty()) {
            List<String> names = top.entries().stream()
                    .map(YamlEntry::name)
                    .filter(other -> !other.equals("config"))
                    .toList();
            Diagnostic.Builder problem = Diagnostic.of(
                            DiagnosticCode.UNREADABLE_PROFILE,
                            "profile `" + name.value() + "` is not in `" + file.path() + "`")
                    .at(name.span())
                    .hint(name.value(), names, "profiles there");
            if (names.isEmpty()) {
                problem.note("no profile is in that file")
                        .help("write `" + name.value() + ":` there, with `target`, `outputs` and `graph_outputs`;"
                                + " `graphc init` makes a project whose `profiles.yml` shows how");
            }
            problem.report(sink);
            return Optional.empty();
        }
        new ShapeChecker(sink).value(entry.get(), new ValueShape.Nested(ProfileShapes.PROFILE));
        MapReader reader = MapReader.of(entry.get().value());
        return Optional.of(new ProfileSpec(
                entry.get().key(),
                reader.text("target"),
                outputs(reader.map("outputs")),
                reader.text("graph_target"),
                outputs(reader.map("graph_outputs"))));
    }

    private static List<OutputSpec> outputs(MapReader outputs) {
        List<OutputSpec> read = new ArrayList<>();
        for (YamlEntry entry : outputs.entries()) {
            MapReader reader = MapReader.of(entry.value());
            List<YamlEntry> settings = reader.entries().stream()
                    .filter(setting -> !setting.name().equals("type"))
                    .map(ProfileReader::underItsName)
                    .toList();
            reader.text("type").ifPresent(type -> read.add(new OutputSpec(entry.key(), type, settings)));
        }
        return read;
    }

    /** dbt's adapters for Athena and Trino take {@code catalog} for {@code database}. */
    private static YamlEntry underItsName(YamlEntry setting) {
        return setting.name().equals("catalog")
                ? new YamlEntry(Located.of("database", setting.key().span()), setting.value())
                : setting;
    }
}
