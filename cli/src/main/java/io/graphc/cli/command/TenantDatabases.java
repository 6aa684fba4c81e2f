package io.graphc.cli.command;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.EngineTarget;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantSpec;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The files of databases that tenants have of their own: that of a tenant that has no file any more is found by its name. */
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
     * @param tenant the tenant that its name says
     */
    record Ownerless(EngineTarget engine, String tenant) {}

    /** The databases that lie where an engine has those of tenants, and are of none that has a file, by their names. */
    List<Ownerless> ownerless(EngineTarget any) {
        if (any.databases().isEmpty()) {
            return List.of();
        }
        String paths = any.databases().get();
        Set<String> owners = TenantRuns.names(project);
        List<Ownerless> found = new ArrayList<>();
        for (String tenant : tenants(paths)) {
            if (!owners.contains(tenant)) {
                found.add(new Ownerless(any.ofTenant(tenant, paths), tenant));
            }
        }
        return found;
    }

    /** The names that files have in place of a tenant's. */
    private Set<String> tenants(String paths) {
        Path folder = directory.resolve(paths).toAbsolutePath().normalize().getParent();
        String file = paths.substring(paths.lastIndexOf('/') + 1);
        String before = file.substring(0, file.indexOf(EngineTarget.TENANT));
        String behind = file.substring(before.length() + EngineTarget.TENANT.length());
        Set<String> names = new TreeSet<>();
        if (folder == null || !Files.isDirectory(folder)) {
            return names;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path path : files) {
                String name = path.getFileName().toString();
                int end = name.length() - behind.length();
                boolean alike = name.startsWith(before) && name.endsWith(behind) && end > before.length();
                if (alike && TenantSpec.isName(name.substring(before.length(), end)) && Files.isRegularFile(path)) {
                    names.add(name.substring(before.length(), end));
                }
            }
            return names;
        } catch (IOException | DirectoryIteratorException e) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.UNREADABLE_FILE, "the databases of tenants cannot be looked for")
                            .note(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }
}
