package io.graphc.cli.command;

import io.graphc.cli.Invocation;
import io.graphc.runtime.RunMode;
import picocli.CommandLine.Command;

/** Run the data tests and the checks of the graph on what is there. */
@Command(
        name = "test",
        description = "Run the data tests and the checks of the graph on what is there.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc test --select tag:mart"})
public final class TestCommand extends RunningCommand {
    public TestCommand(Invocation invocation) {
        super(invocation, RunMode.TEST);
    }
}
