package io.graphc.cli.command;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.EngineTarget;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantPatterns;
import io.graphc.runtime.engine.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of databases that tenants have of their own: what belongs to a tenant that has no file any more is found by its name. */
final class TenantDatabases {
    private final Path directory;
    private final Optional<ProjectSpec> project;

    TenantDatabases(Path directory, Optional<ProjectSpec> project) {
        this.directory = directory;
        this.project = project;
    }

    /**
     * A database that no tenant with a file has.
     *
     * @param engine the engine on it
     * @param names what the names in the pattern stand for
     */
    record Ownerless(EngineTarget engine, Map<String, String> names) {}

    /** The databases that lie where an engine has those of tenants, and are of none that has a file, by their places. */
    List<Ownerless> ownerless(EngineTarget any) {
        if (any.databases().isEmpty()) {
            return List.of();
        }
        String pattern = absolute(any.databases().get());
        Set<String> owned = owned(any.databases().get());
        List<Ownerless> found = new ArrayList<>();
        for (String file : files(pattern)) {
            if (!owned.contains(file)) {
                String path = LocalFiles.shown(Path.of(file), directory);
                TenantPatterns.read(pattern, file).ifPresent(names -> found.add(new Ownerless(any.at(path), names)));
            }
        }
        return found;
    }

    /** The databases of the tenants that have files, whatever tenants the call is about. */
    private Set<String> owned(String pattern) {
        Set<String> owned = new TreeSet<>();
        // What is wrong with a tenant's file is told by those who read it.
        project.ifPresent(spec -> spec.tenants()
                .forEach(tenant -> TenantPatterns.of(tenant, new DiagnosticBag())
                        .fillKnown(pattern, tenant.name().span())
                        .ifPresent(path -> owned.add(absolute(path)))));
        return owned;
    }

    private String absolute(String path) {
        return shown(directory.resolve(path).toAbsolutePath().normalize());
    }

    private static String shown(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** Looks no deeper than the pattern goes. */
    private static List<String> files(String pattern) {
        String fixed = pattern.substring(0, pattern.indexOf('{'));
        Path base = Path.of(fixed.substring(0, fixed.lastIndexOf('/') + 1));
        int depth = (int) pattern.substring(fixed.lastIndexOf('/') + 1)
                        .chars()
                        .filter(letter -> letter == '/')
                        .count()
                + 1;
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(base, depth)) {
            return all.filter(Files::isRegularFile)
                    .map(TenantDatabases::shown)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.UNREADABLE_FILE, "the databases of tenants cannot be looked for")
                            .note(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }
}
