package io.graphc.cli.command;

import io.graphc.cli.Invocation;
import io.graphc.runtime.RunMode;
import picocli.CommandLine.Command;

/** Run seeds and models, check the graph, write it. */
@Command(
        name = "run",
        description = "Run seeds and models, check the graph, write it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc run --select +node:User"})
public final class RunCommand extends LoadingCommand {
    public RunCommand(Invocation invocation) {
        super(invocation, RunMode.RUN);
    }
}
