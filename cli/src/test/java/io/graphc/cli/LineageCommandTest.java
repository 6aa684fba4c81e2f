package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code graphc lineage} on the learning example, whose answers were worked out by hand from its SQL. */
class LineageCommandTest {
    private record Call(String name, String... arguments) {}

    private static final List<Call> CALLS = List.of(
            new Call("property", "User.name"),
            new Call("source-column", "lms.enrolments.user_id", "--downstream"),
            new Call("end-of-a-relationship", "IS_ENROLLED.~to", "--upstream", "--depth", "2"),
            new Call("both-ways", "enrolments.enrolled_at"),
            new Call("json", "User.name", "--upstream", "--depth", "1", "--output", "json"),
            new Call("dot", "enrolments.course_id", "--output", "dot", "--depth", "1"),
            new Call("mermaid", "enrolments.course_id", "--output", "mermaid", "--depth", "1"),
            new Call("misspelt-owner", "Usr.name"),
            new Call("misspelt-column", "users.fullname"),
            new Call("no-column", "users"));

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> answersInFull() {
        TempProject project = Examples.learning(folder);
        return CALLS.stream()
                .map(call -> DynamicTest.dynamicTest(call.name(), () -> {
                    String[] arguments = Stream.concat(Stream.of("lineage"), Stream.of(call.arguments()))
                            .toArray(String[]::new);
                    CommandRun run = CommandRun.in(project.root()).call(arguments);
                    GoldenFile.check(
                            GoldenFile.resource("terminal/lineage/" + call.name() + ".txt"),
                            "$ graphc " + String.join(" ", arguments) + "\n" + run.transcript());
                }));
    }

    @Test
    void tenantsWithAnotherAnswerAreAnsweredApart() {
        TempProject project = Examples.learning(folder)
                .edit(
                        "models/staging/stg_users.sql",
                        "from {{ source('lms', 'users') }}",
                        "from {{ source('lms', 'users') }}{% if var('customer_id', '') == 'mosaic' %} where email <> ''"
                                + "{% endif %}");
        CommandRun run = CommandRun.in(project.root()).call("lineage", "stg_users.user_id", "--upstream");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo("""
                tenant harbour, northlight:
                stg_users.user_id  (model, bigint)
                depends on
                └─ lms.users.user_id  copied
                tenant mosaic:
                stg_users.user_id  (model, bigint)
                depends on
                ├─ lms.users.user_id  copied
                └─ rows of stg_users
                   └─ lms.users.email  filtered on
                """);
    }

    @Test
    void aProjectWithoutTenantsHasNoHeading() {
        assertThat(CommandRun.in(folder).call("init", "shop").exit()).isZero();
        CommandRun run = CommandRun.in(folder.resolve("shop")).call("lineage", "people.full_name");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("people.full_name").doesNotContain("tenant");
    }

    @Test
    void refusesADepthWithoutSteps() {
        CommandRun run = CommandRun.in(folder).call("lineage", "users.full_name", "--depth", "0");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("--depth: expected 1 or more\n");
    }
}
