package io.graphc.cli.command;

import io.graphc.compiler.SourceReading.TenantSources;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.RelationName;
import io.graphc.runtime.diff.HeldGraph;
import io.graphc.runtime.diff.StateSurvey;
import io.graphc.runtime.engine.QueryEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the states of a project's engines say of its tenants. */
final class TenantStates {
    private final Path directory;
    private final List<Diagnostic> unread = new ArrayList<>();

    TenantStates(Path directory) {
        this.directory = directory;
    }

    /** What is held, as the engines of these tenants know; each engine is asked once. */
    List<HeldGraph> of(List<TenantSources> tenants) {
        Map<String, List<TenantSources>> engines = new LinkedHashMap<>();
        for (TenantSources tenant : tenants) {
            if (isThere(tenant.engine())) {
                engines.computeIfAbsent(tenant.engine().name(), engine -> new ArrayList<>())
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
        CompiledProject empty = tenant.empty();
        return new CompiledProject(
                empty.name(),
                empty.tenant(),
                empty.asOf(),
                empty.engine(),
                empty.graphTarget(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                GraphPlan.empty());
    }
}
