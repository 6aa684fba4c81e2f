package io.graphc.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with tenants by themselves. */
@Command(
        name = "tenant",
        description = "Add tenants, list, check and compare them, remove them with all that they have in the graph.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TenantAddCommand.class,
            TenantListCommand.class,
            TenantCheckCommand.class,
            TenantDiffCommand.class,
            TenantRemoveCommand.class
        },
        footer = {"", "Example: graphc tenant add lagoon"})
public final class TenantCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: expected add, list, check, diff or remove");
    }
}
