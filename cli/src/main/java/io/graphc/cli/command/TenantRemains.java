package io.graphc.cli.command;

import io.graphc.cli.tenant.ShownFile;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.RelationName;
import io.graphc.plan.manifest.ManifestReader;
import io.graphc.plan.manifest.TargetFolders;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantFiles;
import io.graphc.project.TenantSpec;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.tenant.TenantRelations;
import io.graphc.source.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What there is of a tenant beside the graph: its file, its artifacts, the tables and views that its last manifest names. */
final class TenantRemains {
    private static final String STATE = "__graph__state";

    private final String name;
    private final ProjectSpec project;
    private final Path directory;
    private final Path target;
    private final Optional<Path> file;
    private final boolean read;
    private final Optional<CompiledProject> manifest;
    private List<Path> emptied = List.of();

    TenantRemains(String name, ProjectSpec project, Path directory, Path target) {
        this.name = name;
        this.project = project;
        this.directory = directory;
        this.target = target;
        Optional<Path> sound = project.tenants().stream()
                .filter(tenant -> tenant.name().value().equals(name))
                .map(tenant -> directory.resolve(tenant.file().path()).normalize())
                .findFirst();
        this.read = sound.isPresent();
        this.file = sound.or(() -> project.tenantFiles().unread().stream()
                .filter(unread -> TenantFiles.stem(unread).equals(name))
                .map(unread -> directory.resolve(unread.path()).normalize())
                .findFirst());
        this.manifest = manifest(name);
    }

    private Path artifacts(String tenant) {
        return TargetFolders.of(target, Optional.of(tenant));
    }

    private Optional<CompiledProject> manifest(String tenant) {
        Path path = artifacts(tenant).resolve("manifest.json");
        try {
            return Files.isRegularFile(path)
                    ? Optional.of(new ManifestReader()
                            .read(Files.readString(path, StandardCharsets.UTF_8), "manifest.json of " + tenant))
                    : Optional.empty();
        } catch (IOException | GraphcException e) {
            // One of another version, or none: only what the state names can be removed.
            return Optional.empty();
        }
    }

    /** The schema of the tenant's tables, of a schema that its state is in. */
    static String baseSchema(String stateSchema) {
        return stateSchema.endsWith(STATE)
                ? stateSchema.substring(0, stateSchema.length() - STATE.length())
                : stateSchema;
    }

    /** Whether a run of the tenant left its results here, and no removal has begun since. */
    boolean ran() {
        return Files.exists(artifacts(name).resolve("run_results.json")) && !Files.exists(begun());
    }

    private Path begun() {
        return artifacts(name).resolve("removing");
    }

    /** Writes down that the tenant's elements are about to go, and with them the state that knows the tenant. */
    void begin() {
        try {
            Files.createDirectories(artifacts(name));
            Files.writeString(begun(), "", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "cannot write into `" + shown(artifacts(name)) + "`")
                            .note(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }

    /** Takes back what {@link #begin} wrote: the tenant stays. */
    void stay() {
        FileRemoval.of(begun());
    }

    boolean isNothing() {
        return file.isEmpty() && !Files.exists(artifacts(name));
    }

    /**
     * The project with a file of the tenant: its own, or one that says no more than its schema.
     *
     * @param schema the schema, where the state knows it
     */
    Disk shown(Optional<String> schema) {
        if (read) {
            return Disk.plain();
        }
        Optional<String> known =
                schema.or(() -> manifest.map(before -> before.engine().schema()));
        String text = known.map(found -> "schema: \"" + found + "\"\n").orElse("{}\n");
        return new ShownFile(
                file.orElseGet(() -> folder().resolve(name + ".yml")).normalize(), text);
    }

    private Path folder() {
        return project.tenants().stream()
                .map(tenant -> directory.resolve(tenant.file().path()).getParent())
                .findFirst()
                .orElseGet(
                        () -> directory.resolve(project.tenantFiles().folder().orElse("tenants")));
    }

    /** What is removed beside the graph, in words. */
    List<String> things(EngineTarget engine) {
        List<String> things = new ArrayList<>();
        relations(engine).forEach(relation -> things.add("table or view " + relation.quoted()));
        for (Path path : List.of(artifacts(name), target.resolve("rejects").resolve(name))) {
            if (Files.exists(path)) {
                things.add(shown(path));
            }
        }
        database(engine).ifPresent(path -> things.add(shown(path) + ", unless another table or view is in it"));
        file.ifPresent(path -> things.add(shown(path)));
        return things;
    }

    /** The database that is the tenant's own. */
    private Optional<Path> database(EngineTarget engine) {
        return engine.isOfOneTenant()
                ? Optional.of(directory
                                .resolve(String.valueOf(engine.settings().get("path")))
                                .normalize())
                        .filter(Files::isRegularFile)
                : Optional.empty();
    }

    private String shown(Path path) {
        return directory.normalize().relativize(path.normalize()).toString().replace('\\', '/');
    }

    /** What the manifest names and nothing shows to be the tenant's own in this engine: it is not touched. */
    List<String> leftAlone(EngineTarget engine) {
        Set<RelationName> own = new HashSet<>(relations(engine));
        return manifest.stream()
                .flatMap(before -> TenantRelations.of(before).stream()
                        .filter(relation -> !own.contains(relation))
                        .map(relation -> "table or view " + relation.quoted() + " of `"
                                + before.engine().name() + "`"))
                .toList();
    }

    /** A manifest of another target tells nothing of the tables in this one. */
    private static boolean isOf(EngineTarget engine, CompiledProject before) {
        EngineTarget made = before.engine();
        return made.name().equals(engine.name())
                && made.type().equals(engine.type())
                && made.schema().equals(engine.schema());
    }

    /** Whether a relation lies in the tenant's schema, or one derived from it, of the engine's own database. */
    private static boolean isIn(EngineTarget engine, RelationName relation) {
        String own = engine.schema().toLowerCase(Locale.ROOT);
        String schema = relation.schema().toLowerCase(Locale.ROOT);
        boolean usual = relation.database().isEmpty()
                || Stream.of("database", "catalog")
                        .map(key -> engine.settings().get(key))
                        .anyMatch(value -> value != null
                                && value.toString()
                                        .equalsIgnoreCase(relation.database().get()));
        return usual && (schema.equals(own) || schema.startsWith(own + "_"));
    }

    /** The relations that the tenant's runs made in an engine and no other tenant's do. */
    private List<RelationName> relations(EngineTarget engine) {
        if (manifest.filter(before -> isOf(engine, before)).isEmpty()) {
            return List.of();
        }
        Set<String> others = new TreeSet<>();
        for (TenantSpec tenant : project.tenants()) {
            String other = tenant.name().value();
            if (!other.equals(name) && !engine.isOfOneTenant()) {
                manifest(other)
                        .ifPresent(found -> TenantRelations.of(found)
                                .forEach(relation -> others.add(TenantRelations.key(relation))));
            }
        }
        return TenantRelations.of(manifest.get()).stream()
                .filter(relation -> isIn(engine, relation) && !others.contains(TenantRelations.key(relation)))
                .toList();
    }

    /** Drops relations and the schemas that are empty without them; gives what was dropped. */
    List<String> dropRelations(Engines engines, CompiledProject bare) {
        List<RelationName> relations = relations(bare.engine());
        String schema = bare.engine().schema();
        Set<String> schemas = new TreeSet<>();
        if (!schema.equals("main")) {
            schemas.add(schema);
        }
        schemas.add(schema + "__sources");
        schemas.add(schema + "__graph");
        schemas.add(schema + STATE);
        relations.stream()
                .map(RelationName::schema)
                .filter(found -> found.startsWith(schema + "_"))
                .forEach(schemas::add);
        try (QueryEngine engine = engines.create(bare)) {
            engine.open(bare);
            TenantRelations all = new TenantRelations(engine);
            List<String> dropped = all.drop(relations, schemas);
            Optional<Path> own = database(bare.engine());
            if (own.isPresent() && all.isNothingThere()) {
                emptied = List.of(own.get(), own.get().resolveSibling(own.get().getFileName() + ".wal"));
            }
            return dropped;
        }
    }

    /** Deletes artifacts, the tenant's database if there is nothing in it any more, and then its file; gives what was deleted. */
    List<String> deleteFiles() {
        List<String> deleted = new ArrayList<>();
        List<Path> all = new ArrayList<>(
                List.of(artifacts(name), target.resolve("rejects").resolve(name)));
        all.addAll(emptied);
        for (Path path : all) {
            if (Files.exists(path)) {
                FileRemoval.of(path);
                deleted.add(shown(path));
            }
        }
        file.ifPresent(path -> {
            FileRemoval.of(path);
            deleted.add(shown(path));
        });
        return deleted;
    }
}
