package io.graphc.cli.command;

import io.graphc.cli.Invocation;
import io.graphc.runtime.RunMode;
import picocli.CommandLine.Command;

/** Take snapshots. */
@Command(
        name = "snapshot",
        description = "Take snapshots: keep what changed since they were taken last.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc snapshot --select orders_history"})
public final class SnapshotCommand extends RunningCommand {
    public SnapshotCommand(Invocation invocation) {
        super(invocation, RunMode.SNAPSHOT);
    }
}
