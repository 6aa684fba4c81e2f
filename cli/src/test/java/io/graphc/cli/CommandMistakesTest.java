package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.render.Style;
import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What only a command line or the rows can get wrong, on what {@code graphc init} makes: the messages in full. */
class CommandMistakesTest {
    private static final String UNTESTED = "version: 2\nmodels: []\n";
    private static final String HISTORY = """
            snapshots:
              - name: people_history
                relation: ref('people')
                config:
                  unique_key: person_id
                  strategy: check
                  check_cols: all
            """;

    /** One of them: its code and a word for it, what is changed, and the command called. */
    private record Mistake(String name, UnaryOperator<TempProject> plant, String... command) {}

    private static final List<Mistake> MISTAKES = List.of(
            new Mistake(
                    "GC1010-unknown-tenant",
                    project -> project.write("tenants/harbour.yml", "description: The only tenant.\n"),
                    "compile",
                    "--tenant",
                    "harbor"),
            new Mistake("GC1010-no-tenants", project -> project, "compile", "--tenant", "harbor"),
            new Mistake("GC2012-unknown-name", project -> project, "ls", "--select", "peple+"),
            new Mistake("GC2030-unknown-method", project -> project, "ls", "--select", "tagg:daily"),
            new Mistake("GC2012-nothing-to-show", project -> project, "show", "peple"),
            new Mistake("GC7087-show-before-run", project -> project, "show", "--select", "companies"),
            new Mistake("GC7087-test-before-run", project -> project, "test", "--quiet"),
            new Mistake(
                    "GC7087-snapshot-before-run",
                    project -> project.write("snapshots/people_history.yml", HISTORY),
                    "snapshot",
                    "--quiet"),
            new Mistake(
                    "GC7001-division-by-zero",
                    project -> project.write(
                            "models/example.sql",
                            "{{ config(materialized='table') }}\n"
                                    + "select 1 / (person_id - person_id) as share from {{ ref('people') }}\n"),
                    "build",
                    "--quiet"),
            new Mistake(
                    "GC7001-bad-value-behind-a-view",
                    project -> untested(project)
                            .edit("models/people.sql", "    joined_on\n", "    cast(full_name as date) as joined_on\n"),
                    "run",
                    "--quiet"),
            new Mistake(
                    "GC7003-bad-value",
                    project -> project.edit("data/people.csv", "2023-05-17", "17 May"),
                    "build",
                    "--quiet"),
            new Mistake(
                    "GC7005-test-failed",
                    project -> project.edit("data/people.csv", "2023-05-17", "2999-05-17"),
                    "build",
                    "--quiet"),
            new Mistake(
                    "GC7006-test-warned",
                    project -> project.edit("data/people.csv", "2023-05-17", "2999-05-17")
                            .edit(
                                    "tests/nobody_joined_in_the_future.sql",
                                    "select",
                                    "{{ config(severity='warn') }}\nselect"),
                    "build",
                    "--quiet"),
            new Mistake(
                    "GC8001-null-in-a-key",
                    project -> untested(project).edit("data/people.csv", "4,Dev", ",Dev"),
                    "build",
                    "--quiet"),
            new Mistake(
                    "GC8002-duplicate-key",
                    project -> untested(project).edit("data/people.csv", "4,Dev", "3,Dev"),
                    "build",
                    "--quiet"),
            new Mistake(
                    "GC8003-missing-node",
                    project -> untested(project).edit("models/companies.sql", "is not null", "not like 'North%'"),
                    "build",
                    "--quiet"),
            new Mistake("GC8005-target-is-a-file", project -> project.write("target", "mine\n"), "compile"),
            new Mistake(
                    "GC8005-foreign-file",
                    project -> project.write("target/graph/notes.txt", "mine\n"),
                    "build",
                    "--quiet"));

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> saysEachInFull() {
        return MISTAKES.stream()
                .map(mistake -> DynamicTest.dynamicTest(mistake.name(), () -> {
                    Path parent = Files.createDirectories(folder.resolve(mistake.name()));
                    assertThat(CommandRun.in(parent).call("init", "example").exit())
                            .isZero();
                    TempProject project = mistake.plant().apply(TempProject.in(parent.resolve("example")));
                    CommandRun run = CommandRun.in(project.root()).call(mistake.command());
                    GoldenFile.check(
                            GoldenFile.resource("terminal/commands/" + mistake.name() + ".txt"), run.transcript());
                    assertThat(run.err()).contains("[" + mistake.name().substring(0, 6) + "]");
                }));
    }

    @Test
    void showsAModelOverFilesBeforeAnythingRan() {
        assertThat(CommandRun.in(folder).call("init", "example").exit()).isZero();
        CommandRun run = CommandRun.in(folder.resolve("example")).call("show", "people", "--limit", "1");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("person_id").contains("\n(1 row)");
    }

    @Test
    void saysThatAFaultOfItsOwnIsNone() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, Style.PLAIN, false);
        Invocation invocation =
                new Invocation(terminal, name -> Optional.empty(), Clock.systemUTC(), folder, folder.resolve("home"));
        ExitCode exit = new Defect(invocation).report(new IllegalStateException("the stage was empty"));
        String text = err.toString(StandardCharsets.UTF_8);
        Matcher named = Pattern.compile("the details are in (\\S+)").matcher(text);
        assertThat(named.find()).isTrue();
        Path details = Path.of(named.group(1));
        assertThat(Files.readString(details, StandardCharsets.UTF_8))
                .startsWith("java.lang.IllegalStateException: the stage was empty\n\tat ");
        Files.delete(details);
        GoldenFile.check(
                GoldenFile.resource("terminal/commands/GC9001-fault-of-its-own.txt"),
                text.replace(named.group(1), "<file>"));
        assertThat(exit).isEqualTo(ExitCode.DEFECT);
    }

    /** Without the data tests, which would find the rows before the graph does. */
    private static TempProject untested(TempProject project) {
        return project.write("models/models.yml", UNTESTED)
                .edit("models/sources.yml", "            data_tests: [not_null, unique]\n", "");
    }
}
