package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit tests of the learning example, as its users see them. */
class UnitTestsOfExampleTest {
    @TempDir
    Path folder;

    private CommandRun call(TempProject project, String... arguments) {
        return CommandRun.in(project.root()).call(arguments);
    }

    @Test
    void listsThemByTheirKind() {
        CommandRun listed = call(
                Examples.learning(folder),
                "ls",
                "--tenant",
                "harbour",
                "--resource-type",
                "unit_test",
                "--output",
                "name");
        assertThat(listed.exit()).as(listed.err()).isZero();
        assertThat(listed.out().lines())
                .containsExactlyInAnyOrder(
                        "cleans_names_and_addresses",
                        "keeps_the_latest_enrolment",
                        "users_have_their_names_in_the_graph");
    }

    @Test
    void buildRunsThemBeforeWhatTheyTest() {
        CommandRun built = call(Examples.learning(folder), "build", "--tenant", "harbour", "--as-of", "2026-01-15");
        assertThat(built.exit()).as(built.err()).isZero();
        int tested = built.err().indexOf("PASS unit test stg_users.cleans_names_and_addresses");
        assertThat(tested).as(built.err()).isPositive();
        assertThat(built.err().indexOf("view model main_harbour.stg_users")).isGreaterThan(tested);
        assertThat(built.err())
                .contains("PASS unit test enrolments.keeps_the_latest_enrolment")
                .contains("PASS unit test User.users_have_their_names_in_the_graph");
    }

    @Test
    void leavesOutWhatFailsItsUnitTestAndAllThatReadsIt() {
        TempProject project = Examples.learning(folder);
        project.edit("models/staging/stg_users.sql", "lower(trim(email))", "trim(email)");
        CommandRun built = call(project, "build", "--tenant", "harbour", "--as-of", "2026-01-15");
        assertThat(built.exit()).isEqualTo(1);
        assertThat(built.err())
                .contains("FAIL 1 unit test stg_users.cleans_names_and_addresses", "GC7090", "Ann@Example.com")
                .contains("SKIP sql view model main_harbour.stg_users", "SKIP sql table model main_harbour.users")
                .contains("PASS unit test enrolments.keeps_the_latest_enrolment");
        CommandRun run = call(project, "run", "--tenant", "harbour", "--as-of", "2026-01-15", "--quiet");
        assertThat(run.exit()).as(run.err()).isZero();
    }
}
