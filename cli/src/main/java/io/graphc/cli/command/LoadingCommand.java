package io.graphc.cli.command;

import io.graphc.cli.Invocation;
import io.graphc.cli.plan.PlanText;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.tenant.TenantReport;
import picocli.CommandLine.Option;

/** What the commands that load the graph have in common. */
abstract class LoadingCommand extends RunningCommand {
    @Option(
            names = "--allow-deletes",
            description = "Delete any number of elements that the project has no more, whatever max_delete says.")
    private boolean allowDeletes;

    @Option(
            names = "--dry-run",
            description = "Do all but write the graph; show what would be written and deleted, as `graphc plan` does.")
    private boolean dryRun;

    LoadingCommand(Invocation invocation, RunMode mode) {
        super(invocation, mode);
    }

    @Override
    RunMode mode() {
        return dryRun ? RunMode.PLAN : super.mode();
    }

    @Override
    RunOptions adapt(RunOptions options) {
        return options.withAllowDeletes(allowDeletes);
    }

    @Override
    void answer(TenantReport ran) {
        for (RunReport report : ran.tenants()) {
            if (!report.changes().isEmpty()) {
                PlanText.lines(report).forEach(terminal()::print);
            }
        }
    }
}
