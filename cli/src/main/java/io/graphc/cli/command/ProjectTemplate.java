package io.graphc.cli.command;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A project that {@code graphc init} makes. */
enum ProjectTemplate {
    MINIMAL("a project of two models, two node types, one relationship type"),
    LEARNING("a learning platform with three customers: tenants, ten models, a graph with tests"),
    IDENTITY("a customer identity graph: incremental models, merged nodes, deletes");

    private static final String FOLDER = "/io/graphc/cli/init/";

    /** The files that have the project's name in them. */
    private static final Set<String> NAMED = Set.of("graphc_project.yml", "profiles.yml");

    private final String title;

    ProjectTemplate(String title) {
        this.title = title;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    static Optional<ProjectTemplate> of(String word) {
        return Arrays.stream(values())
                .filter(template -> template.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(ProjectTemplate::word).toList();
    }

    /** Writes all files of the project into a folder that is not there yet. */
    void write(Path folder, String name) {
        URL project = ProjectTemplate.class.getResource(FOLDER + word() + "/graphc_project.yml");
        if (project == null) {
            throw new GraphcBugException("there is no template " + word());
        }
        try {
            URI place = project.toURI();
            if (place.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                    copy(jar.getPath(FOLDER + word()), folder, name);
                }
            } else {
                copy(Path.of(place).resolveSibling(""), folder, name);
            }
        } catch (URISyntaxException e) {
            throw new GraphcBugException("the template " + word() + " cannot be found", e);
        } catch (IOException e) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "cannot write the project `" + name + "`")
                            .note(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }

    private void copy(Path from, Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = from.relativize(file).toString();
                String text = Files.readString(file, StandardCharsets.UTF_8);
                Path target = folder.resolve(path.equals("gitignore") ? ".gitignore" : path);
                Files.createDirectories(target.getParent());
                Files.writeString(target, named(path, text, name), StandardCharsets.UTF_8);
            }
        }
        Files.writeString(folder.resolve(".gitignore"), "target/\n", StandardCharsets.UTF_8);
    }

    private String named(String path, String text, String name) {
        String named = text.replace("{{name}}", name);
        return NAMED.contains(path) ? named.replaceAll("\\b" + word() + "\\b", name) : named;
    }
}
