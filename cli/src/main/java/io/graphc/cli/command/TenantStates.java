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
        List<HeldGraph> held = ofOwn(bare(any.empty(), found.engine()), List.of());
        for (HeldGraph graph : held) {
            if (!graph.tenant().equals(found.tenant())) {
                unread.add(unread(found.engine(), "it holds the state of tenant `" + graph.tenant() + "`"));
            }
        }
        return held.stream()
                .filter(graph -> graph.tenant().equals(found.tenant()))
                .toList();
    }

    /** What a database of a tenant's own holds: one that cannot be read is told of, and the others count. */
    private List<HeldGraph> ofOwn(CompiledProject bare, List<RelationName> staged) {
        try {
            return of(bare, staged);
        } catch (GraphcException e) {
            unread.add(unread(bare.engine(), e.diagnostic().message()));
            return List.of();
        }
    }

    private static Diagnostic unread(EngineTarget engine, String why) {
        return Diagnostic.of(
                        DiagnosticCode.STATE_UNREAD,
                        "a database where those of tenants lie does not count: `"
                                + engine.settings().get("path") + "`")
                .note(why)
                .help("if it is no tenant's, move it elsewhere; if another process has it, try again")
                .build();
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
        for (List<TenantSources> served : engines.values()) {
            CompiledProject bare = bare(served.get(0));
            held.addAll(bare.engine().isOfOneTenant() ? ofOwn(bare, staged(served)) : of(bare, staged(served)));
        }
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
