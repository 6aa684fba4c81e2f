package io.graphc.runtime;

import io.graphc.plan.CheckPlan;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.TestPlan;
import io.graphc.runtime.check.ElementTests;
import io.graphc.runtime.check.ElementTests.Subject;
import io.graphc.runtime.policy.RowAccounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tests of elements as tasks. They look at the rows that would be written, so all checks, whose policies change staged
 * tables, come first.
 */
final class ElementTestSteps {
    private final TaskPlan plan;
    private final RowAccounts accounts;
    private final ElementTests tests;
    private final SourcePlaces places;
    private final Proofs proofs;
    private final StepNames names;

    ElementTestSteps(
            TaskPlan plan,
            RowAccounts accounts,
            ElementTests tests,
            SourcePlaces places,
            Proofs proofs,
            StepNames names) {
        this.plan = plan;
        this.accounts = accounts;
        this.tests = tests;
        this.places = places;
        this.proofs = proofs;
        this.names = names;
    }

    List<Task> tasks() {
        Set<String> checks = new TreeSet<>();
        plan.checked()
                .forEach(element -> element.checks().stream().map(CheckPlan::id).forEach(checks::add));
        List<Task> tasks = new ArrayList<>();
        plan.elementTests().forEach(test -> tasks.add(task(test, checks)));
        return tasks;
    }

    private Task task(TestPlan test, Set<String> checks) {
        Set<String> staged = new TreeSet<>();
        plan.staged().stream()
                .filter(element -> test.dependsOn().contains(element.id()))
                .forEach(element -> staged.add(RunSteps.stageId(element)));
        return new Task(new Step(test.id(), Step.Kind.TEST, test.name()), staged, checks, () -> run(test));
    }

    private StepEnd run(TestPlan test) {
        Optional<StepEnd> proved = proofs.apply(test.proof());
        Subject subject = new Subject(test, rows(test), places.of(test));
        return proved.isPresent() ? proved.get() : names.tested(test, () -> StepEnd.of(tests.run(subject)));
    }

    private long rows(TestPlan test) {
        return plan.staged().stream()
                .filter(element -> element.id().equals(test.attachedTo()))
                .mapToLong((ElementPlan element) -> accounts.of(element).accepted())
                .sum();
    }
}
