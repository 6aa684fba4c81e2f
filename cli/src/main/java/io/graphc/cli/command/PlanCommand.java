package io.graphc.cli.command;

import io.graphc.cli.Invocation;
import io.graphc.cli.plan.PlanJson;
import io.graphc.cli.plan.PlanMarkdown;
import io.graphc.cli.plan.PlanText;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.tenant.TenantReport;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Do what a run does up to the graph, and show what it would write and delete. */
@Command(
        name = "plan",
        description = "Run seeds and models, check the graph, and show what a run would write and delete.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The values of changed properties are shown as they are.",
            "Example: graphc plan --tenant harbour",
            "         graphc plan --output markdown"
        })
public final class PlanCommand extends RunningCommand {
    @Option(names = "--output", paramLabel = "FORMAT", description = "text, json or markdown. Default: text.")
    private Output output = Output.TEXT;

    /** How the plan is printed. */
    enum Output {
        TEXT,
        JSON,
        MARKDOWN
    }

    public PlanCommand(Invocation invocation) {
        super(invocation, RunMode.PLAN);
    }

    @Override
    void answer(TenantReport ran) {
        for (RunReport report : ran.tenants()) {
            if (!report.changes().isEmpty()) {
                lines(report).forEach(terminal()::print);
            }
        }
    }

    private List<String> lines(RunReport report) {
        return switch (output) {
            case TEXT -> PlanText.lines(report);
            case JSON -> List.of(PlanJson.write(report));
            case MARKDOWN -> PlanMarkdown.lines(report);
        };
    }
}
