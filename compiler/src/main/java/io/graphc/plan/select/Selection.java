package io.graphc.plan.select;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.DependencyGraph;
import io.graphc.plan.impact.StateComparison;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The parts of a compiled project that a command is about, by dbt's grammar: selectors separated by blanks add up, by
 * commas all must hold; {@code +} in front takes in what a part is made from, behind it what is made from it. A test is in
 * when something it reads is, unless it is excluded itself or by what it reads.
 */
public final class Selection {
    private static final List<String> METHODS =
            List.of("tag", "source", "node", "relationship", "path", "resource_type", "state");

    private final SortedSet<String> ids;

    private Selection(SortedSet<String> ids) {
        this.ids = Collections.unmodifiableSortedSet(ids);
    }

    /** The ids of all selected parts, sorted. */
    public SortedSet<String> ids() {
        return ids;
    }

    public boolean contains(String id) {
        return ids.contains(id);
    }

    /** Everything. */
    public static Selection all(CompiledProject project) {
        return new Selection(new TreeSet<>(parts(project).keySet()));
    }

    /**
     * What the options of a command select; without {@code select}, everything.
     *
     * @return empty when a selector is none or names nothing, which is reported
     */
    public static Optional<Selection> of(
            CompiledProject project, List<String> select, List<String> exclude, DiagnosticSink sink) {
        return of(project, select, exclude, StateComparison.none(), sink);
    }

    /**
     * What the options of a command select, with the state that {@code state:} compares with; without {@code select},
     * everything.
     *
     * @return empty when a selector is none or names nothing, which is reported; that nothing is in a state is no mistake
     */
    public static Optional<Selection> of(
            CompiledProject project,
            List<String> select,
            List<String> exclude,
            StateComparison state,
            DiagnosticSink sink) {
        Matching matching = new Matching(parts(project), state, sink);
        SortedSet<String> ids =
                select.isEmpty() ? new TreeSet<>(matching.parts.keySet()) : matching.withTests(matching.union(select));
        ids.removeAll(matching.withTests(matching.union(exclude)));
        return matching.sound ? Optional.of(new Selection(ids)) : Optional.empty();
    }

    private static Map<String, Selectable> parts(CompiledProject project) {
        Map<String, Selectable> parts = new LinkedHashMap<>();
        List<Selectable> all = new ArrayList<>();
        project.sources()
                .forEach(source ->
                        all.add(new Selectable(source.id(), "source", source.label(), "", List.of(), List.of())));
        project.seeds()
                .forEach(seed ->
                        all.add(new Selectable(seed.id(), "seed", seed.name(), seed.path(), seed.tags(), List.of())));
        project.models()
                .forEach(model -> all.add(new Selectable(
                        model.id(), "model", model.name(), model.path(), model.tags(), model.dependsOn())));
        project.tests()
                .forEach(test -> all.add(
                        new Selectable(test.id(), "test", test.name(), test.path(), test.tags(), test.dependsOn())));
        Map<String, String> idOfLabel = new LinkedHashMap<>();
        project.graph().nodes().forEach(node -> {
            idOfLabel.put(node.name(), node.id());
            all.add(new Selectable(node.id(), "node", node.name(), "", node.tags(), node.dependsOn()));
        });
        project.graph().relationships().forEach(relationship -> {
            List<String> reads = new ArrayList<>(relationship.dependsOn());
            Optional.ofNullable(idOfLabel.get(relationship.startLabel())).ifPresent(reads::add);
            Optional.ofNullable(idOfLabel.get(relationship.endLabel())).ifPresent(reads::add);
            all.add(new Selectable(
                    relationship.id(), "relationship", relationship.name(), "", relationship.tags(), reads));
        });
        all.forEach(part -> parts.put(part.id(), part));
        return parts;
    }

    /** One evaluation of selectors over the parts of a project. */
    private static final class Matching {
        private final Map<String, Selectable> parts;
        private final DependencyGraph graph;
        private final StateComparison state;
        private final DiagnosticSink sink;
        private boolean sound = true;

        Matching(Map<String, Selectable> parts, StateComparison state, DiagnosticSink sink) {
            this.parts = parts;
            this.state = state;
            this.sink = sink;
            Map<String, Collection<String>> reads = new LinkedHashMap<>();
            parts.forEach((id, part) -> reads.put(id, part.reads()));
            this.graph = DependencyGraph.of(reads);
        }

        SortedSet<String> union(List<String> options) {
            SortedSet<String> ids = new TreeSet<>();
            for (String option : options) {
                for (String word : option.strip().split("\\s+", -1)) {
                    if (!word.isEmpty()) {
                        ids.addAll(intersection(word));
                    }
                }
            }
            return ids;
        }

        private SortedSet<String> intersection(String word) {
            SortedSet<String> ids = new TreeSet<>(parts.keySet());
            for (String text : word.split(",", -1)) {
                ids.retainAll(selected(text));
            }
            return ids;
        }

        private SortedSet<String> selected(String text) {
            Optional<Selector> selector = Selector.parse(text);
            if (selector.isEmpty()
                    || (!selector.get().method().isEmpty()
                            && !METHODS.contains(selector.get().method()))) {
                sound = false;
                Diagnostic.Builder unknown =
                        Diagnostic.of(DiagnosticCode.UNKNOWN_SELECTION, "`" + text + "` is no selector");
                selector.ifPresent(found -> unknown.hint(found.method(), METHODS, "methods"));
                unknown.report(sink);
                return new TreeSet<>();
            }
            SortedSet<String> named =
                    selector.get().method().equals("state") ? inState(selector.get()) : named(selector.get());
            SortedSet<String> ids = new TreeSet<>(named);
            ids.addAll(steps(named, selector.get().ancestors(), graph::readsOf));
            ids.addAll(steps(named, selector.get().descendants(), graph::readersOf));
            return ids;
        }

        private SortedSet<String> named(Selector selector) {
            SortedSet<String> named = new TreeSet<>();
            parts.values().stream().filter(selector::names).forEach(part -> named.add(part.id()));
            if (named.isEmpty()) {
                matchesNothing(selector);
            }
            return named;
        }

        private SortedSet<String> inState(Selector selector) {
            SortedSet<String> ids = new TreeSet<>();
            Optional<Predicate<String>> wanted = state.state(selector.value());
            if (wanted.isEmpty()) {
                sound = false;
                Diagnostic.of(DiagnosticCode.UNKNOWN_SELECTION, "`" + selector.text() + "` is no state")
                        .hint(selector.value(), StateComparison.states(), "states")
                        .report(sink);
            } else if (!state.isGiven()) {
                sound = false;
                Diagnostic.of(
                                DiagnosticCode.UNKNOWN_SELECTION,
                                "`" + selector.text() + "` compares with an earlier compilation, which is not given")
                        .help("name the folder of its manifest.json with --state")
                        .report(sink);
            } else {
                parts.keySet().stream().filter(wanted.get()).forEach(ids::add);
            }
            return ids;
        }

        private static SortedSet<String> steps(
                SortedSet<String> start, int most, Function<String, SortedSet<String>> next) {
            SortedSet<String> found = new TreeSet<>();
            SortedSet<String> edge = start;
            for (int step = 0; step < most && !edge.isEmpty(); step++) {
                SortedSet<String> reached = new TreeSet<>();
                edge.forEach(id -> reached.addAll(next.apply(id)));
                reached.removeAll(found);
                found.addAll(reached);
                edge = reached;
            }
            return found;
        }

        private void matchesNothing(Selector selector) {
            sound = false;
            List<String> names = switch (selector.method()) {
                case "tag" ->
                    parts.values().stream()
                            .flatMap(part -> part.tags().stream())
                            .distinct()
                            .sorted()
                            .toList();
                case "source", "node", "relationship" ->
                    parts.values().stream()
                            .filter(part -> part.kind().equals(selector.method()))
                            .map(Selectable::name)
                            .toList();
                case "resource_type" ->
                    parts.values().stream().map(Selectable::kind).distinct().toList();
                case "path" -> List.of();
                default ->
                    parts.values().stream()
                            .filter(part ->
                                    part.kind().equals("model") || part.kind().equals("seed"))
                            .map(Selectable::name)
                            .toList();
            };
            Diagnostic.of(DiagnosticCode.UNKNOWN_SELECTION, "`" + selector.text() + "` selects nothing")
                    .hint(selector.value(), names, "names")
                    .report(sink);
        }

        /** The parts, and the tests that read one of them. */
        SortedSet<String> withTests(SortedSet<String> ids) {
            SortedSet<String> all = new TreeSet<>(ids);
            for (Selectable part : parts.values()) {
                if (part.kind().equals("test") && part.reads().stream().anyMatch(ids::contains)) {
                    all.add(part.id());
                }
            }
            return all;
        }
    }
}
