package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say of themselves: help with examples, and scripts for shells. */
class HelpTest {
    private static final Pattern LISTED = Pattern.compile("(?m)^  ([a-z-]+)(?:, [a-z]+)?  +\\S");

    @TempDir
    Path folder;

    private List<String> commands() {
        Matcher listed = LISTED.matcher(CommandRun.in(folder).call("--help").out());
        return listed.results().map(found -> found.group(1)).toList();
    }

    @Test
    void everyCommandHasAnExample() {
        assertThat(commands()).contains("init", "build", "completion", "docs");
        for (String command : commands()) {
            CommandRun help = CommandRun.in(folder).call(command, "--help");
            assertThat(help.out()).as(help.transcript()).contains("Example: ", "graphc " + command);
        }
    }

    @Test
    void fishCompletesCommandsAndOptions() {
        CommandRun fish = CommandRun.in(folder).call("completion", "fish");
        assertThat(fish.exit()).isZero();
        assertThat(fish.out())
                .startsWith("complete -c graphc -f\n")
                .contains("complete -c graphc -n '__fish_use_subcommand' -a build -d ")
                .contains("complete -c graphc -n '__fish_seen_subcommand_from build' -l report -x -d ")
                .contains("complete -c graphc -n '__fish_seen_subcommand_from source' -a freshness -d ");
    }

    @Test
    void bashReadsItsScript() throws IOException, InterruptedException {
        CommandRun bash = CommandRun.in(folder).call("completion", "bash");
        assertThat(bash.out()).contains("--full-refresh", "complete -F _complete_graphc");
        Path script = Files.writeString(folder.resolve("graphc.bash"), bash.out(), StandardCharsets.UTF_8);
        Process check = new ProcessBuilder("bash", "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
        assertThat(CommandRun.in(folder).call("completion", "zsh").out()).isEqualTo(bash.out());
        assertThat(CommandRun.in(folder).call("completion", "tcsh").exit()).isEqualTo(2);
    }
}
