package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.ShapeChecker;
import io.graphc.project.yaml.YamlParser;
import io.graphc.source.SourceFile;
import io.graphc.source.disk.Disk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a project folder. All mistakes are reported in one go, and what could be read is given back in spite of them, so
 * that later phases can report theirs; whoever needs a project without mistakes asks the sink. Not safe to share between
 * threads.
 */
public final class ProjectLoader {
    private static final List<String> PROJECT_FILES = List.of("graphc_project.yml", "dbt_project.yml");

    private final Path directory;
    private final List<Path> profileDirectories;
    private final Disk disk;

    /**
     * A loader of one project.
     *
     * @param profileDirectories folders to look for {@code profiles.yml} in, the first file found wins
     */
    public ProjectLoader(Path directory, List<Path> profileDirectories) {
        this(directory, profileDirectories, Disk.plain());
    }

    /** A loader that looks at files through a disk. */
    public ProjectLoader(Path directory, List<Path> profileDirectories, Disk disk) {
        this.directory = directory.toAbsolutePath().normalize();
        this.profileDirectories = profileDirectories.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
        this.disk = disk;
    }

    /** The project; nothing when its project file is missing or is not YAML. */
    public Optional<ProjectSpec> load(DiagnosticSink sink) {
        Optional<Path> found = PROJECT_FILES.stream()
                .map(directory::resolve)
                .filter(disk::isFile)
                .findFirst();
        if (found.isEmpty()) {
            Diagnostic.of(
                            DiagnosticCode.MISSING_FILE,
                            "there is no `" + PROJECT_FILES.get(0) + "` in `" + directory + "`")
                    .note("`" + PROJECT_FILES.get(1) + "` would do, too")
                    .help("run `graphc init`, or name the project's folder with `--project-dir`")
                    .report(sink);
            return Optional.empty();
        }
        ProjectFiles files = new ProjectFiles(directory, disk, sink);
        return files.read(found.get()).flatMap(file -> load(file, files, sink));
    }

    private Optional<ProjectSpec> load(SourceFile file, ProjectFiles files, DiagnosticSink sink) {
        return YamlParser.parse(file, sink).map(document -> {
            new ShapeChecker(sink).check(document, ProjectShapes.FILE);
            ProjectFile project = ProjectFile.read(file, document, files, sink);
            Optional<ProfileSpec> profile =
                    project.settings().profile().flatMap(new ProfileReader(profileDirectories, files, sink)::read);
            return new ResourceLoader(directory, project, files, sink).load(profile);
        });
    }
}
