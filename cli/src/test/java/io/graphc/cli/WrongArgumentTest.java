package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that mean nothing to a command, and the way out. */
class WrongArgumentTest {
    private static final int WRONG_COMMAND_LINE = 2;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "explain {0}")
    @CsvSource(delimiter = '|', textBlock = """
            GC9999 | there is no code `GC9999`; did you mean `GC9001`?
            gc4050 | there is no code `GC4050`; did you mean `GC4044` or `GC4043`?
            3003   | there is no code `GC3003`; did you mean `GC3002` or `GC3001`?
            GC0001 | there is no code `GC0001`; codes begin with `GC1` to `GC9`; `graphc explain` lists all of them
            nope   | there is no code `NOPE`; codes begin with `GC1` to `GC9`; `graphc explain` lists all of them
            """)
    void explainNamesCodesOfTheFamily(String code, String message) {
        CommandRun run = CommandRun.in(folder).call("explain", code);
        assertThat(run.exit()).isEqualTo(WRONG_COMMAND_LINE);
        assertThat(run.err()).contains(message);
    }

    @ParameterizedTest(name = "init {0}")
    @CsvSource(delimiter = '|', textBlock = """
            /tmp/my_x | `/tmp/my_x` is a path: the project's folder is made where you are, so go to the folder around it and run `graphc init my_x`
            ../other/ | `../other/` is a path: the project's folder is made where you are, so go to the folder around it and run `graphc init other`
            /tmp/My-X | `/tmp/My-X` is a path: the project's folder is made where you are, so go to the folder around it and run `graphc init my_graph`
            My-X      | `My-X` cannot name a project: it needs lower-case letters, digits and `_`, a letter first
            """)
    void initTakesANameAndNoPath(String name, String message) {
        CommandRun run = CommandRun.in(folder).call("init", name);
        assertThat(run.exit()).isEqualTo(WRONG_COMMAND_LINE);
        assertThat(run.err()).contains(message);
        assertThat(folder).isEmptyDirectory();
    }
}
