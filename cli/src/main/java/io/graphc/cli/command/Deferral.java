package io.graphc.cli.command;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.manifest.ManifestFolder;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the relations that stand in for those that a run reads and does not build (docs.getdbt.com, "Defer"): of models,
 * seeds and snapshots that are not selected, when the other compilation has them and they are not there, or in any case.
 */
final class Deferral {
    /** What the hooks around a run are told by here; the id of nothing else. */
    private static final String RUN = "";

    private final ManifestFolder state;
    private final Engines engines;
    private final boolean favorState;

    Deferral(ManifestFolder state, Engines engines, boolean favorState) {
        this.state = state;
        this.engines = engines;
        this.favorState = favorState;
    }

    /** The relations by tenant, whose name is empty in a project without tenants, then by id. */
    Map<String, Map<String, RelationName>> of(List<TenantPart> selected) {
        Map<String, Map<String, RelationName>> all = new LinkedHashMap<>();
        for (TenantPart part : selected) {
            Map<String, RelationName> found = of(part.project(), part.ids());
            if (!found.isEmpty()) {
                all.put(part.tenant().orElse(""), found);
            }
        }
        return all;
    }

    private Map<String, RelationName> of(CompiledProject project, SortedSet<String> ids) {
        Optional<CompiledProject> before = state.read(project.tenant());
        if (before.isEmpty()) {
            return Map.of();
        }
        Map<String, RelationName> there = relations(before.get());
        Map<String, RelationName> own = relations(project);
        Map<String, RelationName> deferred = new LinkedHashMap<>();
        for (String id : read(project, ids)) {
            RelationName other = there.get(id);
            if (own.containsKey(id) && other != null && !other.equals(own.get(id)) && !ids.contains(id)) {
                deferred.put(id, other);
            }
        }
        if (!favorState && !deferred.isEmpty()) {
            try (QueryEngine engine = engines.create(project)) {
                engine.open(project);
                deferred.keySet().removeIf(id -> exists(engine, own.get(id)));
            }
        }
        return deferred;
    }

    private static boolean exists(QueryEngine engine, @Nullable RelationName relation) {
        if (relation == null) {
            return false;
        }
        try (RowCursor rows = engine.query("SELECT 1 AS one FROM " + relation.quoted() + " LIMIT 0")) {
            return rows.columns().size() == 1;
        } catch (GraphcException e) {
            if (e.diagnostic().code() == DiagnosticCode.QUERY_FAILED) {
                return false;
            }
            throw e;
        }
    }

    /** The tables and views of a compilation; what is ephemeral is none. */
    private static Map<String, RelationName> relations(CompiledProject project) {
        Map<String, RelationName> relations = new HashMap<>();
        project.seeds().forEach(seed -> relations.put(seed.id(), seed.relation()));
        project.models().stream()
                .filter(model -> model.materialization() != Materialization.EPHEMERAL)
                .forEach(model -> relations.put(model.id(), model.relation()));
        return relations;
    }

    /** What the selected parts and the hooks around them read, through ephemeral models and, for a relationship, through the nodes at its ends. */
    private static Set<String> read(CompiledProject project, SortedSet<String> ids) {
        Map<String, Collection<String>> reads = new HashMap<>();
        Set<String> lookedThrough = new TreeSet<>();
        for (ModelPlan model : project.models()) {
            reads.put(model.id(), model.dependsOn());
            if (model.materialization() == Materialization.EPHEMERAL) {
                lookedThrough.add(model.id());
            }
        }
        project.seeds().forEach(seed -> reads.put(seed.id(), seed.build().reads()));
        project.tests().forEach(test -> reads.put(test.id(), test.dependsOn()));
        Map<String, String> nodes = new HashMap<>();
        for (NodePlan node : project.graph().nodes()) {
            reads.put(node.id(), node.dependsOn());
            nodes.put(node.name(), node.id());
            lookedThrough.add(node.id());
        }
        for (RelationshipPlan relationship : project.graph().relationships()) {
            Set<String> all = new TreeSet<>(relationship.dependsOn());
            all.add(nodes.getOrDefault(relationship.startLabel(), ""));
            all.add(nodes.getOrDefault(relationship.endLabel(), ""));
            reads.put(relationship.id(), all);
            lookedThrough.add(relationship.id());
        }
        Set<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(ids);
        // Hooks around a run belong to every run.
        reads.put(RUN, project.hooks().reads());
        open.add(RUN);
        while (!open.isEmpty()) {
            for (String parent : reads.getOrDefault(open.removeFirst(), Set.of())) {
                if (found.add(parent) && lookedThrough.contains(parent)) {
                    open.add(parent);
                }
            }
        }
        return found;
    }
}
