package io.graphc.plan.select;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.Declaration;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ExposurePlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.TestPlan;
import io.graphc.plan.UnitTest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** All parts of a compiled project by number, and which of them read which: sets of parts are sets of numbers. Immutable. */
final class Parts {
    private final CompiledProject project;
    private final List<Part> parts = new ArrayList<>();
    private final int[][] parents;
    private final int[][] children;

    private Parts(CompiledProject project) {
        this.project = project;
        project.sources().forEach(this::source);
        project.seeds().forEach(this::seed);
        project.models().forEach(this::model);
        project.tests().forEach(this::test);
        project.unitTests().forEach(this::unitTest);
        Map<String, String> idOfLabel = new HashMap<>();
        for (NodePlan node : project.graph().nodes()) {
            idOfLabel.put(node.name(), node.id());
            List<String> labels = new ArrayList<>(node.labels());
            labels.addAll(node.optionalLabels());
            element(node, node.dependsOn(), labels);
        }
        for (RelationshipPlan relationship : project.graph().relationships()) {
            List<String> reads = new ArrayList<>(relationship.dependsOn());
            Optional.ofNullable(idOfLabel.get(relationship.startLabel())).ifPresent(reads::add);
            Optional.ofNullable(idOfLabel.get(relationship.endLabel())).ifPresent(reads::add);
            element(relationship, reads, List.of());
        }
        project.declarations().exposures().forEach(this::exposure);
        Map<String, Integer> numbers = new HashMap<>();
        parts.forEach(part -> numbers.put(part.id(), numbers.size()));
        parents = new int[parts.size()][];
        int[] readers = new int[parts.size()];
        for (int number = 0; number < parts.size(); number++) {
            int[] known = parts.get(number).reads().stream()
                    .filter(numbers::containsKey)
                    .mapToInt(numbers::get)
                    .distinct()
                    .toArray();
            parents[number] = known;
            for (int parent : known) {
                readers[parent]++;
            }
        }
        children = children(readers);
    }

    static Parts of(CompiledProject project) {
        return new Parts(project);
    }

    private int[][] children(int[] readers) {
        int[][] found = new int[readers.length][];
        for (int number = 0; number < readers.length; number++) {
            found[number] = new int[readers[number]];
        }
        int[] filled = new int[readers.length];
        for (int number = 0; number < readers.length; number++) {
            for (int parent : parents[number]) {
                found[parent][filled[parent]++] = number;
            }
        }
        return found;
    }

    private Declaration declaration(String id, String path, List<String> names) {
        return project.declarations().part(id).orElseGet(() -> {
            List<String> qualified = new ArrayList<>(List.of(project.name()));
            qualified.addAll(names);
            return new Declaration(qualified, path, Optional.empty(), Map.of());
        });
    }

    private static List<String> tags(Declaration declaration) {
        return declaration.config().get("tags") instanceof List<?> tags
                ? tags.stream().map(String::valueOf).toList()
                : List.of();
    }

    private void add(
            String id, String name, Declaration declaration, List<String> reads, List<String> tags, String testKind) {
        String kind = id.substring(0, id.indexOf('.'));
        parts.add(new Part(id, kind, name, declaration, reads, tags, "", testKind, List.of(), List.of()));
    }

    /** The table of a snapshot is a source to those who read it, but a snapshot to those who select. */
    private void source(SourceTable source) {
        boolean snapshot = source.id().startsWith("snapshot.");
        Declaration declaration = declaration(
                source.id(), "", snapshot ? List.of(source.name()) : List.of(source.source(), source.name()));
        parts.add(new Part(
                source.id(),
                snapshot ? "snapshot" : "source",
                source.name(),
                declaration,
                List.of(),
                tags(declaration),
                snapshot ? "" : source.source(),
                "",
                List.of(),
                List.of()));
    }

    private void seed(SeedPlan seed) {
        add(
                seed.id(),
                seed.name(),
                declaration(seed.id(), seed.path(), List.of(seed.name())),
                List.of(),
                seed.tags(),
                "");
    }

    private void model(ModelPlan model) {
        Declaration declaration = declaration(model.id(), model.path(), List.of(model.name()));
        add(model.id(), model.name(), declaration, model.dependsOn(), model.tags(), "");
    }

    private void test(TestPlan test) {
        Declaration declaration = declaration(test.id(), test.path(), List.of(test.name()));
        List<String> tags = declaration.config().containsKey("tags") ? tags(declaration) : test.tags();
        add(test.id(), test.name(), declaration, test.dependsOn(), tags, test.kind());
    }

    private void unitTest(UnitTest test) {
        String subject = test.subject().substring(test.subject().lastIndexOf('.') + 1);
        Declaration declaration = declaration(test.id(), test.place().path(), List.of(subject, test.name()));
        add(test.id(), test.name(), declaration, test.subjects(), test.tags(), "unit");
    }

    private void exposure(ExposurePlan exposure) {
        Declaration declaration = declaration(exposure.id(), "", List.of(exposure.name()));
        add(exposure.id(), exposure.name(), declaration, exposure.dependsOn(), tags(declaration), "");
    }

    private void element(ElementPlan element, List<String> reads, List<String> labels) {
        parts.add(new Part(
                element.id(),
                element instanceof NodePlan ? "node" : "relationship",
                element.name(),
                declaration(element.id(), "", List.of(element.name())),
                reads,
                element.tags(),
                "",
                "",
                labels,
                element.properties().stream().map(PropertyPlan::name).toList()));
    }

    int size() {
        return parts.size();
    }

    Part get(int number) {
        return parts.get(number);
    }

    List<Part> all() {
        return parts;
    }

    int[] childrenOf(int number) {
        return children[number];
    }

    /** What is reached from some parts in so many steps at most, those parts themselves only where they are. */
    BitSet reached(BitSet start, int steps, boolean upwards) {
        int[][] next = upwards ? parents : children;
        BitSet found = new BitSet();
        BitSet edge = start;
        for (int step = 0; step < steps && !edge.isEmpty(); step++) {
            BitSet layer = new BitSet();
            for (int number = edge.nextSetBit(0); number >= 0; number = edge.nextSetBit(number + 1)) {
                for (int other : next[number]) {
                    if (!found.get(other)) {
                        layer.set(other);
                    }
                }
            }
            found.or(layer);
            edge = layer;
        }
        return found;
    }

    /** Whether all that a part reads is in a set. */
    boolean isMadeOf(int number, BitSet set) {
        for (int parent : parents[number]) {
            if (!set.get(parent)) {
                return false;
            }
        }
        return true;
    }

    SortedSet<String> ids(BitSet set) {
        SortedSet<String> ids = new TreeSet<>();
        set.stream().forEach(number -> ids.add(parts.get(number).id()));
        return ids;
    }
}
