package io.graphc.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with sources by themselves. */
@Command(
        name = "source",
        description =
                "Declare sources from what there is, check them, have crawlers fill them, tell how fresh they are.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SourceGenerateCommand.class,
            SourceCheckCommand.class,
            SourceCrawlCommand.class,
            SourceFreshnessCommand.class
        },
        footer = {"", "Example: graphc source check"})
public final class SourceCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing command: expected generate, check, crawl or freshness");
    }
}
