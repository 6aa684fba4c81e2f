package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that no command understands: a line on what is wrong, one on what was meant, and where to read more. */
class UsageErrorsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    run --selct x        | unknown option `--selct`;did you mean `--select`?;see `graphc run --help`
                    run --targt=dev      | unknown option `--targt`;did you mean `--target`?;see `graphc run --help`
                    run --sel x          | unknown option `--sel`;did you mean `--select` or `--selector`?;see `graphc run --help`
                    comp                 | unknown command `comp`;did you mean `compile` or `completion`?;see `graphc --help`
                    compile --dry-run    | unknown option `--dry-run`;`graphc plan` shows what a run would write and delete, and writes nothing to the graph;see `graphc compile --help`
                    plan --allow-deletes | unknown option `--allow-deletes`;only what writes to the graph takes it: `graphc run --allow-deletes`;see `graphc plan --help`
                    run --xyzzy          | unknown option `--xyzzy`;see `graphc run --help`
                    run --target         | Missing required parameter for option '--target' (NAME);see `graphc run --help`
                    run --threads 0      | --threads: expected 1 or more;see `graphc run --help`
                    run people           | `people` is one argument too many;did you mean `--select people`?;see `graphc run --help`
                    plan --output yaml   | Invalid value for option '--output': expected one of text, json, markdown but was 'yaml';see `graphc plan --help`
                    rnu                  | unknown command `rnu`;did you mean `run`?;see `graphc --help`
                    tenant ad            | unknown command `ad`;did you mean `add`?;see `graphc tenant --help`
                    tenant seed          | unknown command `seed`;see `graphc tenant --help`
                    """)
    void saysWhatIsWrongAndWhatWasMeant(String call, String lines) {
        CommandRun run = CommandRun.in(folder).call(call.split(" "));
        assertThat(run.err()).isEqualTo(lines.replace(';', '\n') + "\n");
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void namesTheOtherWayOfWhatDbtHasACommandFor() {
        assertThat(CommandRun.in(folder).call("seed").err())
                .startsWith("unknown command `seed`\n`graphc run` loads seeds, too; these alone:"
                        + " `graphc run --select resource_type:seed`\n");
    }

    @Test
    void retryDoesNotOfferWhatItRefuses() {
        assertThat(CommandRun.in(folder).call("retry", "--help").out())
                .contains("--full-refresh")
                .doesNotContain("--select", "--exclude", "--resource-type");
        assertThat(CommandRun.in(folder).call("retry", "--select", "people").err())
                .startsWith("retry takes no --select and its like: what failed or was skipped is run again\n");
        assertThat(CommandRun.in(folder).call("retry", "--selct", "people").err())
                .startsWith("unknown option `--selct`")
                .doesNotContain("`--select`");
        assertThat(CommandRun.in(folder).call("retry", "people").err())
                .isEqualTo("`people` is one argument too many\nsee `graphc retry --help`\n");
    }

    @Test
    void listsTheCommandsWhereOneIsMissing() {
        assertThat(CommandRun.in(folder).call().err()).contains("Missing required subcommand\nUsage: graphc ", "retry");
        assertThat(CommandRun.in(folder).call("tenant").err())
                .contains("Missing command: expected add, list, check, diff or remove\nUsage: graphc tenant ");
    }
}
