package io.graphc.cli.command;

import io.graphc.cli.Invocation;
import io.graphc.runtime.RunMode;
import picocli.CommandLine.Command;

/** Run and test in one: each model is tested before the next one reads it. */
@Command(
        name = "build",
        description = "Run and test in one: each model is tested before the next one reads it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc build --tenant harbour"})
public final class BuildCommand extends LoadingCommand {
    public BuildCommand(Invocation invocation) {
        super(invocation, RunMode.BUILD);
    }
}
