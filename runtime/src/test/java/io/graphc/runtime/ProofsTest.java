package io.graphc.runtime;

import static io.graphc.runtime.Plans.column;
import static io.graphc.runtime.Plans.csv;
import static io.graphc.runtime.Plans.dataTest;
import static io.graphc.runtime.Plans.model;
import static io.graphc.runtime.Plans.proved;
import static io.graphc.runtime.Plans.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Severity;
import io.graphc.plan.Column;
import io.graphc.plan.Materialization;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.TestPlan;
import io.graphc.runtime.emit.RecordingWriter;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proved test has a query that would fail here, so that its end tells whether it was queried. */
class ProofsTest {
    private static final Column ID = column("id", SqlTypes.INTEGER);
    private static final String SOURCE = "source.shop.raw.users";
    private static final String USERS = "model.shop.users";
    private static final TestPlan PASSES =
            dataTest("passes", Severity.ERROR, SOURCE, "SELECT * FROM raw.users WHERE id IS NULL");
    private static final TestPlan WARNS =
            dataTest("warns", Severity.WARNING, SOURCE, "SELECT * FROM raw.users WHERE id = 2");
    private static final TestPlan FAILS_IF_ASKED =
            dataTest("asked", Severity.ERROR, USERS, "SELECT * FROM main.users WHERE id = 2");

    @TempDir
    Path folder;

    private RunReport run(RunOptions options, TestPlan... tests) {
        TempProject.in(folder).write("data/users.csv", "id\n1\n2\n");
        Plans plans = new Plans()
                .database("shop.duckdb")
                .source(source("users", csv("data/users.csv"), ID))
                .model(model("users", Materialization.TABLE, "SELECT id FROM raw.users", List.of(SOURCE), ID));
        for (TestPlan test : tests) {
            plans.test(test);
        }
        return new ProjectRunner(
                        folder,
                        new DuckDbEngines(folder),
                        project -> new RecordingWriter(),
                        new TickingClock(),
                        new RecordingListener())
                .run(plans.project(), options);
    }

    private static StepResult asked(RunReport report) {
        return report.results().stream()
                .filter(result -> result.step().id().equals(FAILS_IF_ASKED.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void askNothingThatFollowsFromTestsThatPassed() {
        StepResult end = asked(run(RunOptions.of(RunMode.BUILD), PASSES, proved(FAILS_IF_ASKED, "passes")));

        assertThat(end.outcome()).isEqualTo(StepOutcome.PROVED);
        assertThat(end.outcome().word()).isEqualTo("pass");
        assertThat(end.message()).isEqualTo("proved by `passes` and GROUP BY");
        assertThat(end.failures()).hasValue(0);
    }

    @Test
    void askWhereATestThatItRestsOnDidNotPass() {
        StepResult end =
                asked(run(RunOptions.of(RunMode.BUILD), PASSES, WARNS, proved(FAILS_IF_ASKED, "passes", "warns")));

        assertThat(end.outcome()).isEqualTo(StepOutcome.FAIL);
    }

    @Test
    void askWhereATestThatItRestsOnIsNotPartOfTheRun() {
        RunOptions some = RunOptions.of(RunMode.BUILD).withSelected(Set.of(USERS, FAILS_IF_ASKED.id()));

        assertThat(asked(run(some, PASSES, proved(FAILS_IF_ASKED, "passes"))).outcome())
                .isEqualTo(StepOutcome.FAIL);
    }

    @Test
    void askWhereTheTableIsOfAnEarlierRun() {
        run(RunOptions.of(RunMode.RUN));

        StepResult end = asked(run(RunOptions.of(RunMode.TEST), PASSES, proved(FAILS_IF_ASKED, "passes")));

        assertThat(end.outcome()).isEqualTo(StepOutcome.FAIL);
    }
}
