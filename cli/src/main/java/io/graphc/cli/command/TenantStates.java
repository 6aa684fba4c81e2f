package io.graphc.cli.command;

import io.graphc.compiler.SourceReading.TenantSources;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.RelationName;
import io.graphc.project.ProjectSpec;
import io.graphc.runtime.diff.HeldGraph;
import io.graphc.runtime.diff.StateSurvey;
import io.graphc.runtime.engine.QueryEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the states of a project's engines say of its tenants. */
final class TenantStates {
    private final Path directory;
    private final List<Diagnostic> unread = new ArrayList<>();
    private final Map<String, Map<String, String>> names = new LinkedHashMap<>();

    TenantStates(Path directory) {
        this.directory = directory;
    }

    /**
     * What is held, as the engines of these tenants know, and databases of tenants that have no file any more; each database is
     * asked once.
     */
    List<HeldGraph> of(List<TenantSources> tenants, Optional<ProjectSpec> project) {
        List<HeldGraph> held = of(tenants);
        Map<String, TenantSources> outputs = new LinkedHashMap<>();
        tenants.forEach(tenant -> outputs.putIfAbsent(tenant.engine().name(), tenant));
        TenantDatabases databases = new TenantDatabases(directory, project);
        for (TenantSources any : outputs.values()) {
            for (TenantDatabases.Ownerless found : databases.ownerless(any.engine())) {
                // One that has no file may be asked for as if it had one.
                ofOwnerless(any, found).stream()
                        .filter(graph -> !held.contains(graph))
                        .forEach(held::add);
            }
        }
        return held;
    }

    private List<HeldGraph> ofOwnerless(TenantSources any, TenantDatabases.Ownerless found) {
        try {
            List<HeldGraph> held = of(bare(any.empty(), found.engine()), List.of());
            held.forEach(graph -> names.putIfAbsent(graph.tenant(), found.names()));
            return held;
        } catch (GraphcException e) {
            // Anything may lie there, but it must not go unseen.
            Diagnostic.Builder warning = Diagnostic.of(
                    DiagnosticCode.STATE_UNREAD,
                    "a database where those of tenants lie cannot be read: `"
                            + found.engine().settings().get("path") + "`");
            unread.add(warning.note(e.diagnostic().message())
                    .help("if it is no tenant's, move it elsewhere")
                    .build());
            return List.of();
        }
    }

    /** What the names in the place of a tenant's database stand for, where it was found by that. */
    Map<String, String> names(String tenant) {
        return names.getOrDefault(tenant, Map.of());
    }

    private List<HeldGraph> of(List<TenantSources> tenants) {
        Map<String, List<TenantSources>> engines = new LinkedHashMap<>();
        for (TenantSources tenant : tenants) {
            if (isThere(tenant.engine())) {
                engines.computeIfAbsent(tenant.engine().place(), engine -> new ArrayList<>())
                        .add(tenant);
            }
        }
        List<HeldGraph> held = new ArrayList<>();
        engines.values().forEach(served -> held.addAll(of(bare(served.get(0)), staged(served))));
        return held;
    }

    private static List<RelationName> staged(List<TenantSources> tenants) {
        return tenants.stream().map(tenant -> staged(tenant.engine())).toList();
    }

    /** A relation in the schema of staged elements. */
    static RelationName staged(EngineTarget engine) {
        return RelationName.of(engine.schema() + "__graph", "");
    }

    /** What is held, as the engine of a project knows. */
    List<HeldGraph> of(CompiledProject bare) {
        return of(bare, List.of(staged(bare.engine())));
    }

    private List<HeldGraph> of(CompiledProject bare, List<RelationName> staged) {
        try (QueryEngine engine = new Engines(directory).create(bare)) {
            engine.open(bare);
            StateSurvey.Found found = new StateSurvey(engine, bare.name(), staged).all();
            unread.addAll(found.unread());
            return found.held();
        }
    }

    /** Warnings of states that could not be read. */
    List<Diagnostic> unread() {
        return List.copyOf(unread);
    }

    /** A database that is not there holds nothing, and to look into it would make it. */
    boolean isThere(EngineTarget engine) {
        Object path = engine.settings().get("path");
        return !engine.type().equals("duckdb") || (path != null && Files.exists(directory.resolve(path.toString())));
    }

    /** A tenant's project with its targets and nothing else. */
    static CompiledProject bare(TenantSources tenant) {
        return bare(tenant.empty(), tenant.engine());
    }

    /** A project on an engine, with nothing in it. */
    static CompiledProject bare(CompiledProject empty, EngineTarget engine) {
        return new CompiledProject(
                empty.name(),
                empty.tenant(),
                empty.asOf(),
                engine,
                empty.graphTarget(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                GraphPlan.empty());
    }
}
