package io.graphc.plan.manifest;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ExposurePlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.TestPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes who reads whom, both ways, each id on a line of its own. */
final class DependencySection {
    private final JsonFields fields;
    private final Map<String, TreeSet<String>> parents = new TreeMap<>();
    private final Map<String, TreeSet<String>> children = new TreeMap<>();

    DependencySection(JsonFields fields) {
        this.fields = fields;
    }

    void write(CompiledProject project) throws IOException {
        project.sources().stream().map(SourceTable::id).forEach(id -> add(id, List.of()));
        project.seeds().stream().map(SeedPlan::id).forEach(id -> add(id, List.of()));
        for (ModelPlan model : project.models()) {
            add(model.id(), model.dependsOn());
        }
        for (TestPlan test : project.tests()) {
            add(test.id(), test.dependsOn());
        }
        for (NodePlan node : project.graph().nodes()) {
            add(node.id(), node.dependsOn());
        }
        for (RelationshipPlan relationship : project.graph().relationships()) {
            add(relationship.id(), relationship.dependsOn());
        }
        for (ExposurePlan exposure : project.declarations().exposures()) {
            add(exposure.id(), exposure.dependsOn());
        }
        write("parent_map", parents);
        write("child_map", children);
    }

    private void add(String id, List<String> reads) {
        parents.computeIfAbsent(id, own -> new TreeSet<>()).addAll(reads);
        children.computeIfAbsent(id, own -> new TreeSet<>());
        reads.forEach(
                read -> children.computeIfAbsent(read, own -> new TreeSet<>()).add(id));
    }

    private void write(String name, Map<String, ? extends Set<String>> map) throws IOException {
        fields.object(name);
        for (Map.Entry<String, ? extends Set<String>> entry : map.entrySet()) {
            fields.compact(entry.getKey(), entry.getValue());
        }
        fields.end();
    }
}
