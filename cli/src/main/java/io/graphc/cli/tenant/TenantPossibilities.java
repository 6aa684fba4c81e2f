package io.graphc.cli.tenant;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SourceTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which models, nodes and relationships of a project a tenant can have, by the sources that it has and what reads them. */
public final class TenantPossibilities {
    private final Map<String, SourceTable> sources = new TreeMap<>();
    private final Map<String, Set<String>> origins = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();

    /** How much of a part there can be. */
    public enum Degree {
        WHOLE,
        PARTIAL,
        EMPTY
    }

    /**
     * A model, a node type or a relationship type.
     *
     * @param kind {@code model}, {@code node} or {@code relationship}
     * @param missing the sources that it lacks, as {@code source.table}
     */
    public record Part(String kind, String name, Degree degree, List<String> missing) {
        public Part {
            missing = List.copyOf(missing);
        }
    }

    /** @param project the tenant's, in which the sources that it lacks are absent */
    public TenantPossibilities(CompiledProject project) {
        project.sources().forEach(source -> sources.put(source.id(), source));
        for (ModelPlan model : project.models()) {
            origins.put(model.id(), origins(model.dependsOn()));
            add("model", model.name(), origins(model.dependsOn()));
        }
        Map<String, Part> nodes = new TreeMap<>();
        for (NodePlan node : project.graph().nodes()) {
            nodes.putIfAbsent(node.name(), add("node", node.name(), origins(node.dependsOn())));
        }
        for (RelationshipPlan link : project.graph().relationships()) {
            link(link, nodes);
        }
    }

    /** All parts, models first, in the order of the project. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    private Set<String> origins(List<String> parents) {
        Set<String> found = new TreeSet<>();
        for (String parent : parents) {
            if (sources.containsKey(parent)) {
                found.add(parent);
            }
            found.addAll(origins.getOrDefault(parent, Set.of()));
        }
        return found;
    }

    private Part add(String kind, String name, Set<String> from) {
        List<String> missing = missing(from);
        Degree degree =
                missing.isEmpty() ? Degree.WHOLE : missing.size() == from.size() ? Degree.EMPTY : Degree.PARTIAL;
        Part part = new Part(kind, name, degree, missing);
        parts.add(part);
        return part;
    }

    private List<String> missing(Set<String> from) {
        return from.stream()
                .map(sources::get)
                .filter(SourceTable::absent)
                .map(SourceTable::label)
                .toList();
    }

    /** A relationship needs both its ends. */
    private void link(RelationshipPlan link, Map<String, Part> nodes) {
        Set<String> from = origins(((ElementPlan) link).dependsOn());
        Set<String> missing = new LinkedHashSet<>(missing(from));
        boolean empty = !from.isEmpty() && missing.size() == from.size();
        for (String label : List.of(link.startLabel(), link.endLabel())) {
            Part end = nodes.get(label);
            if (end != null && end.degree() == Degree.EMPTY) {
                empty = true;
                missing.addAll(end.missing());
            }
        }
        Degree degree = empty ? Degree.EMPTY : missing.isEmpty() ? Degree.WHOLE : Degree.PARTIAL;
        parts.add(new Part("relationship", link.pattern(), degree, List.copyOf(missing)));
    }
}
