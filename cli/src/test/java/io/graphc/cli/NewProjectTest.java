package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.render.Style;
import io.graphc.testkit.TempProject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code graphc init} makes, and what it asks on a terminal. */
class NewProjectTest {
    @TempDir
    Path folder;

    private record Asked(int exit, String out, String err) {}

    private Asked ask(List<String> answers, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Iterator<String> typed = answers.iterator();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Style.PLAIN,
                true,
                40);
        Invocation invocation = new Invocation(
                terminal,
                name -> Optional.empty(),
                Clock.systemUTC(),
                folder,
                folder.resolve("home"),
                () -> typed.hasNext() ? Optional.of(typed.next()) : Optional.empty());
        int exit = Graphc.run(invocation, arguments);
        return new Asked(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static TreeSet<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            TreeSet<String> names = new TreeSet<>();
            files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.startsWith("target/") && !name.startsWith("generator/"))
                    .filter(name -> !name.equals("README.md") && !name.equals(".gitignore"))
                    .forEach(names::add);
            return names;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"learning", "identity"})
    void theExamplesAreTemplates(String template) throws IOException {
        CommandRun made = CommandRun.in(folder).call("init", "mine", "--template", template);
        assertThat(made.exit()).as(made.transcript()).isZero();

        Path project = folder.resolve("mine");
        assertThat(files(project))
                .isEqualTo(files(Examples.ROOT.resolve("example-project").resolve(template)));
        assertThat(project.resolve("graphc_project.yml")).content().startsWith("name: mine\n");
        assertThat(project.resolve("profiles.yml")).content().startsWith("mine:\n");
        CommandRun compiled = CommandRun.in(project).call("compile");
        assertThat(compiled.exit()).as(compiled.transcript()).isZero();
        assertThat(compiled.err()).contains("compiled mine");
    }

    @Test
    void aCustomerMayHaveAnApostropheInItsName() {
        CommandRun.in(folder).call("init", "mine", "--template", "learning");
        TempProject.in(folder.resolve("mine"))
                .edit("tenants/harbour.yml", "customer_name: Harbour Works", "customer_name: O'Neill");

        CommandRun shown = CommandRun.in(folder.resolve("mine")).call("compile", "--tenant", "harbour");

        assertThat(shown.exit()).as(shown.transcript()).isZero();
        assertThat(folder.resolve("mine/target/tenants/harbour/compiled/mine/models/marts/customer.sql"))
                .content()
                .contains("'O''Neill' as name");
    }

    @Test
    void asksForWhatWasNotSaidUntilItFits() {
        Asked asked = ask(List.of("My Graph", "our_graph", "lerning", "minimal"), "init");

        assertThat(asked.exit()).as(asked.err()).isZero();
        assertThat(asked.err())
                .contains("name of the project [my_graph]: `My Graph` cannot name a project")
                .contains("template [minimal]: did you mean `learning`?");
        assertThat(folder.resolve("our_graph/graph/graph.yml")).exists();
        assertThat(asked.out()).contains("  cd our_graph\n");
    }

    @Test
    void whoOnlyPressesEnterGetsTheUsual() {
        assertThat(ask(List.of("", ""), "init").exit()).isZero();
        assertThat(folder.resolve("my_graph/models/people.sql")).exists();
    }

    @Test
    void withoutATerminalNothingIsAsked() {
        CommandRun run = CommandRun.in(folder).call("init");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("Missing required parameter: 'NAME'");
        assertThat(CommandRun.in(folder)
                        .call("init", "x", "--template", "minmal")
                        .err())
                .startsWith("--template minmal: did you mean `minimal`?");
    }

    @Test
    void aNarrowTerminalIsNotWrittenOver() {
        ask(List.of(), "init", "people");
        Asked built = ask(List.of(), "build", "--project-dir", "people");

        assertThat(built.exit()).as(built.err()).isZero();
        List<String> drawn = Arrays.stream(built.err().split("\u001b\\[\\d+A\u001b\\[J|\n", -1))
                .filter(line -> line.startsWith("  > "))
                .toList();
        assertThat(drawn).isNotEmpty().allSatisfy(line -> assertThat(line).hasSizeLessThan(40));
    }
}
