package io.graphc.runtime;

import io.graphc.plan.Proof;
import io.graphc.plan.TestPlan;
import io.graphc.runtime.check.DataTests;
import io.graphc.runtime.check.TestBatch;
import io.graphc.runtime.engine.QueryEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tests of tables as tasks. Those of one relation are asked in one statement, by the first of them: the others wait for
 * it, so that no worker stands idle. A test that would hold the others up, because it looks at a model that is built later,
 * is not among them; nor is one that may turn out to be proved.
 */
final class TestSteps {
    /** What one statement can hold: Athena takes 262,144 bytes, and 150 stages, of which a query of two tables has 5. */
    private static final int MOST_CHARACTERS = 120_000;

    private static final int MOST_QUERIES = 16;

    private final TaskPlan plan;
    private final QueryEngine engine;
    private final SourcePlaces places;
    private final Proofs proofs;
    private final StepNames names;

    TestSteps(TaskPlan plan, QueryEngine engine, SourcePlaces places, Proofs proofs, StepNames names) {
        this.plan = plan;
        this.engine = engine;
        this.places = places;
        this.proofs = proofs;
        this.names = names;
    }

    /** Every task behind those that it waits for. */
    List<Task> tasks() {
        List<TestPlan> proved = new ArrayList<>();
        Map<String, List<TestPlan>> groups = new LinkedHashMap<>();
        for (TestPlan test : plan.tests()) {
            if (proof(test).isPresent()) {
                proved.add(test);
            } else {
                groups.computeIfAbsent(group(test), key -> new ArrayList<>()).add(test);
            }
        }
        List<Task> tasks = new ArrayList<>();
        groups.values().forEach(group -> batches(group).forEach(members -> tasks.addAll(together(members))));
        // What is proved comes behind what it rests on.
        proved.forEach(test -> tasks.add(alone(test)));
        return tasks;
    }

    private Optional<Proof> proof(TestPlan test) {
        return test.proof().filter(found -> plan.canCount(found, test.dependsOn()));
    }

    /** Tests with one name here may be asked together. */
    private String group(TestPlan test) {
        return test.attachedTo().isEmpty()
                ? test.id()
                : test.attachedTo() + plan.modelsBeside(test.attachedTo(), test.dependsOn());
    }

    private static List<List<TestPlan>> batches(List<TestPlan> group) {
        List<List<TestPlan>> batches = new ArrayList<>();
        Set<String> scans = new TreeSet<>();
        int queries = 0;
        int characters = 0;
        for (TestPlan test : group) {
            String sql = test.count().map(count -> count.scan().engineSql()).orElse(test.engineSql());
            boolean scanned = test.count().isPresent() && scans.contains(sql);
            if (batches.isEmpty()
                    || (!scanned && (queries == MOST_QUERIES || characters + sql.length() > MOST_CHARACTERS))) {
                batches.add(new ArrayList<>());
                scans.clear();
                queries = 0;
                characters = 0;
                scanned = false;
            }
            batches.get(batches.size() - 1).add(test);
            if (!scanned) {
                test.count().ifPresent(count -> scans.add(sql));
                queries++;
                characters += sql.length();
            }
        }
        return batches;
    }

    private List<Task> together(List<TestPlan> tests) {
        if (tests.size() == 1) {
            return List.of(alone(tests.get(0)));
        }
        TestBatch batch = new TestBatch(engine, tests);
        Set<String> all = new TreeSet<>();
        tests.forEach(test -> all.addAll(plan.needs(test.dependsOn())));
        List<Task> tasks = new ArrayList<>();
        String first = tests.get(0).id();
        for (TestPlan test : tests) {
            Set<String> after = test.id().equals(first) ? all : Set.of(first);
            tasks.add(task(test, after, () -> run(test, Optional.of(batch))));
        }
        return tasks;
    }

    private Task alone(TestPlan test) {
        Optional<Proof> proof = proof(test);
        Set<String> basis = new TreeSet<>();
        proof.ifPresent(found -> basis.addAll(found.tests()));
        return task(test, basis, () -> proofs.apply(proof).orElseGet(() -> run(test, Optional.empty())));
    }

    private Task task(TestPlan test, Set<String> after, StepRecorder.Work work) {
        Step step = new Step(test.id(), Step.Kind.TEST, test.name());
        return new Task(step, plan.needs(test.dependsOn()), after, () -> {
            StepEnd end = work.run();
            proofs.record(test, end.outcome());
            return end;
        });
    }

    private StepEnd run(TestPlan test, Optional<TestBatch> batch) {
        DataTests tests = new DataTests(engine);
        return names.tested(
                test,
                () -> StepEnd.of(
                        batch.isPresent()
                                ? tests.run(test, places.of(test), batch.get())
                                : tests.run(test, places.of(test))));
    }
}
