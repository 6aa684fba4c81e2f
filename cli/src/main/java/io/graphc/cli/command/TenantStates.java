package io.graphc.cli.command;

import io.graphc.compiler.SourceReading.TenantSources;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphPlan;
import io.graphc.runtime.diff.HeldGraph;
import io.graphc.runtime.diff.StateSurvey;
import io.graphc.runtime.engine.QueryEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the states of a project's engines say of its tenants. */
final class TenantStates {
    private final Path directory;

    TenantStates(Path directory) {
        this.directory = directory;
    }

    /** What is held, as the engines of these tenants know; each engine is asked once. */
    List<HeldGraph> of(List<TenantSources> tenants) {
        Set<String> asked = new LinkedHashSet<>();
        List<HeldGraph> held = new ArrayList<>();
        for (TenantSources tenant : tenants) {
            if (asked.add(tenant.engine().name()) && isThere(tenant.engine())) {
                held.addAll(of(bare(tenant)));
            }
        }
        return held;
    }

    /** What is held, as the engine of a project knows. */
    List<HeldGraph> of(CompiledProject bare) {
        try (QueryEngine engine = new Engines(directory).create(bare)) {
            engine.open(bare);
            return new StateSurvey(engine).all();
        }
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
