package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.UnitTest;
import io.graphc.runtime.unittest.UnitTests;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Unit tests as tasks, which wait for nothing: what they test waits for them. */
final class UnitTestSteps {
    private final TaskPlan plan;
    private final UnitTests tests;
    private final SourcePlaces places;
    private final String tenant;

    /** @param tenant the tenant of the run, or empty text */
    UnitTestSteps(TaskPlan plan, UnitTests tests, SourcePlaces places, String tenant) {
        this.plan = plan;
        this.tests = tests;
        this.places = places;
        this.tenant = tenant;
    }

    List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        for (UnitTest test : plan.unitTests()) {
            Step step = new Step(test.id(), Step.Kind.UNIT_TEST, "unit test " + label(test));
            tasks.add(new Task(step, Set.of(), () -> end(tests.run(test, places.at(test.place()), tenant))));
        }
        return tasks;
    }

    /** The name behind that of what is tested. */
    private static String label(UnitTest test) {
        return test.id().split("\\.", 3)[2];
    }

    /** What was found for another tenant was told there. */
    private static StepEnd end(UnitTests.Result result) {
        StepEnd end = StepEnd.of(result.finding());
        return result.sameAs()
                .map(other -> new StepEnd(
                        end.outcome(),
                        "the same as for another tenant",
                        end.failures(),
                        OptionalLong.empty(),
                        List.<Diagnostic>of()))
                .orElse(end);
    }
}
