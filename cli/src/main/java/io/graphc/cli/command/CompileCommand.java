package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Words;
import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.outcome.Outcome;
import io.graphc.plan.CompiledProject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks a project and writes its artifacts; runs nothing. */
@Command(
        name = "compile",
        description = "Check everything and write target/manifest.json and target/compiled/; run nothing.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc compile --tenant harbour"})
public final class CompileCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    public CompileCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        Outcome outcome = new LastCompilation(invocation, options, compilation).outcome(result -> said(result, report));
        report.diagnostics(outcome.diagnostics());
        outcome.lines().forEach(report::line);
        return outcome.exit();
    }

    private static Outcome said(CompilationResult result, Report report) {
        List<String> lines = new ArrayList<>(Report.verdictLines(result.diagnostics(), result.uncheckedModels()));
        if (!result.hasErrors()) {
            lines.add(summary(result.projects()));
        }
        ExitCode exit = result.hasErrors() ? ExitCode.ERRORS : ExitCode.SUCCESS;
        return new Outcome(report.rendered(result.diagnostics()), lines, exit.number());
    }

    private static String summary(List<CompiledProject> projects) {
        CompiledProject first = projects.get(0);
        String tenants = first.tenant().isPresent() ? " for " + Words.count(projects.size(), "tenant") : "";
        return "compiled " + first.name() + tenants + ": "
                + Words.count(first.models().size(), "model") + ", "
                + Words.count(first.tests().size(), "test") + ", "
                + Words.count(first.graph().nodes().size(), "node type") + ", "
                + Words.count(first.graph().relationships().size(), "relationship type");
    }
}
