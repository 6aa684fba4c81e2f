package io.graphc.runtime;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementTest;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PolicyPlan;
import io.graphc.plan.Proof;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.RunHooks;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.TestPlan;
import io.graphc.plan.UnitTest;
import io.graphc.runtime.engine.UnbuiltRelations;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What of a project a run works on, and what of it needs what. Parents that are not worked on are looked through, so that
 * the order holds across them.
 */
final class TaskPlan {
    private final CompiledProject project;
    private final RunOptions options;
    private final Map<String, List<String>> parents = new LinkedHashMap<>();
    private final Set<String> ephemeral = new LinkedHashSet<>();
    private final List<SeedPlan> seeds;
    private final List<ModelPlan> models;
    private final List<UnitTest> unitTests;
    private final List<TestPlan> tests;
    private final List<TestPlan> graphTests;
    private final List<TestPlan> elementTests;
    private final List<ElementPlan> elements = new ArrayList<>();
    private final List<ElementPlan> staged = new ArrayList<>();
    private final List<SourceTable> sources;
    private final List<ModelPlan> snapshots;
    private final Set<String> ids = new LinkedHashSet<>();
    private final Map<String, BitSet> ancestors = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    TaskPlan(CompiledProject project, RunOptions options) {
        this.project = project;
        this.options = options;
        boolean builds = options.mode().buildsModels();
        project.models().forEach(model -> parents.put(model.id(), model.dependsOn()));
        project.models().stream()
                .filter(model -> model.materialization() == Materialization.EPHEMERAL)
                .forEach(model -> ephemeral.add(model.id()));
        seeds = project.seeds().stream()
                .filter(seed -> builds && options.selects(seed.id()))
                .toList();
        models = project.models().stream()
                .filter(model -> model.isSnapshot() ? options.mode().takesSnapshots() : builds)
                .filter(model -> options.selects(model.id()) && !ephemeral.contains(model.id()))
                .toList();
        unitTests = project.unitTests().stream()
                .filter(test -> options.mode().tests() && options.selects(test.id()))
                .toList();
        List<TestPlan> selected = project.tests().stream()
                .filter(test -> options.mode().tests() && options.selects(test.id()))
                .toList();
        tests = selected.stream()
                .filter(test -> test.graph().isEmpty() && test.element().isEmpty())
                .toList();
        graphTests = selected.stream().filter(test -> test.graph().isPresent()).toList();
        chooseElements();
        elementTests = project.tests().stream().filter(this::runsOnElements).toList();
        Set<String> used = used();
        sources = project.sources().stream()
                .filter(source -> used.contains(source.id()))
                .toList();
        snapshots = project.models().stream()
                .filter(model -> model.isSnapshot() && used.contains(model.id()) && !models.contains(model))
                .toList();
        sources.forEach(source -> ids.add(source.id()));
        snapshots.forEach(snapshot -> ids.add(snapshot.id()));
        seeds.forEach(seed -> ids.add(seed.id()));
        models.forEach(model -> ids.add(model.id()));
    }

    private void chooseElements() {
        List<ElementPlan> all = project.graph().elements();
        Set<String> tested = testedAlone();
        Set<String> ends = new TreeSet<>();
        for (ElementPlan element : all) {
            boolean selected = options.mode() != RunMode.SNAPSHOT && options.selects(element.id());
            if (selected) {
                elements.add(element);
            }
            if ((selected || tested.contains(element.id())) && element instanceof RelationshipPlan relationship) {
                ends.add(relationship.startLabel());
                ends.add(relationship.endLabel());
            }
        }
        for (ElementPlan element : all) {
            // The checks of a relationship look at the staged nodes of its ends, also where those are not written.
            if (elements.contains(element)
                    || tested.contains(element.id())
                    || (element instanceof NodePlan && ends.contains(element.name()))) {
                staged.add(element);
            }
        }
    }

    /** In a test run, the element types that tests look at although nobody asked for these themselves. */
    private Set<String> testedAlone() {
        Set<String> tested = new TreeSet<>();
        if (!options.mode().builds()) {
            project.tests().stream()
                    .filter(test -> test.element().isPresent() && options.selects(test.id()))
                    .forEach(test -> tested.addAll(test.dependsOn()));
        }
        return tested;
    }

    /**
     * A run tests the elements that it loads, as far as what a test looks at is part of the run: what is not may never have
     * been built.
     */
    private boolean runsOnElements(TestPlan test) {
        if (test.element().isEmpty() || !options.selects(test.id())) {
            return false;
        }
        Set<String> there = new TreeSet<>();
        staged.forEach(element -> there.add(element.id()));
        boolean loaded = elements.stream().anyMatch(element -> element.id().equals(test.attachedTo()));
        return there.containsAll(test.dependsOn()) && (loaded || !options.mode().builds());
    }

    /** The relations that this run reads. */
    private Set<String> used() {
        Set<String> used = new TreeSet<>();
        // What is not ephemeral is a relation of its own, whose sources were provided when it was built.
        Predicate<String> written = id -> !ephemeral.contains(id);
        models.forEach(model -> used.addAll(nearest(model.dependsOn(), written)));
        tests.forEach(test -> used.addAll(nearest(test.dependsOn(), written)));
        staged.forEach(element -> used.addAll(nearest(element.dependsOn(), written)));
        return used;
    }

    /** The nearest parents that are kept; others are replaced by their own parents. */
    private Set<String> nearest(List<String> direct, Predicate<String> kept) {
        Set<String> found = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(direct);
        while (!open.isEmpty()) {
            String parent = open.removeFirst();
            if (kept.test(parent)) {
                found.add(parent);
            } else if (seen.add(parent)) {
                open.addAll(parents.getOrDefault(parent, List.of()));
            }
        }
        return found;
    }

    /** The models of the project that are made by batches and read a model, be it through models that are not made so. */
    List<ModelPlan> batchedReaders(ModelPlan read) {
        Set<String> batched = new TreeSet<>();
        project.models().stream()
                .filter(model -> model.openBatches().isPresent())
                .forEach(model -> batched.add(model.id()));
        return project.models().stream()
                .filter(model -> batched.contains(model.id()))
                .filter(model -> nearest(model.dependsOn(), batched::contains).contains(read.id()))
                .toList();
    }

    /** Those of the project, also the ones that the run leaves alone. */
    List<ModelPlan> allModels() {
        return project.models();
    }

    /**
     * What the project makes, for whom it is missing.
     *
     * @param target the target that the command names
     */
    UnbuiltRelations unbuilt(Optional<String> target) {
        return new UnbuiltRelations(project, target);
    }

    /** The instant of the run. */
    Instant asOf() {
        return project.asOf();
    }

    /** What runs around the run. */
    RunHooks hooks() {
        return project.hooks();
    }

    List<SourceTable> sources() {
        return sources;
    }

    /** The snapshots that are read as they are: this run does not take them. */
    List<ModelPlan> snapshots() {
        return snapshots;
    }

    List<SeedPlan> seeds() {
        return seeds;
    }

    List<ModelPlan> models() {
        return models;
    }

    List<UnitTest> unitTests() {
        return unitTests;
    }

    /** Whether anything is asked of the engine; unit tests need none. */
    boolean usesEngine() {
        return unitTests.isEmpty()
                || !(ids.isEmpty()
                        && tests.isEmpty()
                        && graphTests.isEmpty()
                        && elementTests.isEmpty()
                        && staged.isEmpty());
    }

    /**
     * The unit tests that something waits for: its own, and those of the ephemeral models that are built into it.
     *
     * @param id what waits
     * @param dependsOn its parents
     */
    Set<String> unitTestsBefore(String id, List<String> dependsOn) {
        Set<String> before = new TreeSet<>();
        for (UnitTest test : unitTests) {
            boolean builtIn =
                    ephemeral.contains(test.subject()) && above(dependsOn).get(number(test.subject()));
            if (test.subjects().contains(id) || builtIn) {
                before.add(test.id());
            }
        }
        return before;
    }

    /** The tests of tables. */
    List<TestPlan> tests() {
        return tests;
    }

    /** The tests of the loaded graph. */
    List<TestPlan> graphTests() {
        return graphTests;
    }

    /** The tests of elements before they are written. */
    List<TestPlan> elementTests() {
        return elementTests;
    }

    /** Whether the graph target, or what is remembered of it, is looked at. */
    boolean usesTarget() {
        return !elements.isEmpty()
                || !graphTests.isEmpty()
                || elementTests.stream()
                        .flatMap(test -> test.element().stream())
                        .anyMatch(test -> test.method() == ElementTest.Method.CHANGE);
    }

    /** The element types to check, and in a run to write: nodes first. */
    List<ElementPlan> elements() {
        return List.copyOf(elements);
    }

    /** The element types to check: also nodes that are not written, where a policy decides which of their rows are nodes. */
    List<ElementPlan> checked() {
        return staged.stream()
                .filter(element -> elements.contains(element)
                        || element.checks().stream()
                                .anyMatch(check -> check.policy().action() != PolicyPlan.Action.ERROR))
                .toList();
    }

    /** The element types to stage: those to check, and the nodes that their relationships end at. */
    List<ElementPlan> staged() {
        return List.copyOf(staged);
    }

    /** The steps that something with these parents waits for. */
    Set<String> needs(List<String> dependsOn) {
        return nearest(dependsOn, ids::contains);
    }

    /** The models of the run among some parents that are neither a relation itself nor above it, so that it does not wait for them. */
    Set<String> modelsBeside(String relation, List<String> dependsOn) {
        Set<String> beside = new TreeSet<>(needs(dependsOn));
        BitSet above = above(List.of(relation));
        beside.removeIf(id -> above.get(number(id))
                || models.stream().noneMatch(model -> model.id().equals(id)));
        return beside;
    }

    /**
     * The tests that something with these parents waits for: as in dbt, those that look only at what comes before it. A
     * test that only warns holds up nothing, unless its warnings are errors.
     */
    Set<String> testsBefore(List<String> dependsOn) {
        BitSet above = above(dependsOn);
        Set<String> before = new TreeSet<>();
        boolean all = options.warnings().raises(DiagnosticCode.DATA_TEST_WARNED);
        for (TestPlan test : tests) {
            boolean blocks = (all || test.severity() == Severity.ERROR)
                    && !test.dependsOn().isEmpty();
            if (blocks && test.dependsOn().stream().allMatch(id -> above.get(number(id)))) {
                before.add(test.id());
            }
        }
        return before;
    }

    /**
     * Whether a proof about what has these parents can count in this run. All models above must be built by it: a table of
     * an earlier run may be of other rows or of other SQL. And the tests that it rests on must look at nothing but what is
     * above, because to wait for another test could be to wait for oneself.
     */
    boolean canCount(Proof proof, List<String> dependsOn) {
        BitSet above = above(dependsOn);
        for (ModelPlan model : project.models()) {
            boolean built = ids.contains(model.id()) || ephemeral.contains(model.id());
            if (!built && above.get(number(model.id()))) {
                return false;
            }
        }
        long before = tests.stream()
                .filter(test -> proof.tests().contains(test.id()))
                .filter(test -> test.dependsOn().stream().allMatch(id -> above.get(number(id))))
                .count();
        return before == proof.tests().size();
    }

    /** All ancestors as bits, because a project of thousands of models has millions of pairs. */
    private BitSet above(List<String> dependsOn) {
        if (ancestors.isEmpty()) {
            project.models().forEach(model -> ancestors.put(model.id(), union(model.dependsOn())));
        }
        return union(dependsOn);
    }

    private BitSet union(List<String> parents) {
        BitSet all = new BitSet();
        for (String parent : parents) {
            all.set(number(parent));
            BitSet further = ancestors.get(parent);
            if (further != null) {
                all.or(further);
            }
        }
        return all;
    }

    private int number(String id) {
        return numbers.computeIfAbsent(id, key -> numbers.size());
    }
}
