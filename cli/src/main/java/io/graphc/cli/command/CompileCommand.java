package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.publish.Findings;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Words;
import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.outcome.Outcome;
import io.graphc.plan.CompiledProject;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
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

    @Mixin
    private ReportOptions reporting = new ReportOptions();

    public CompileCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        return reporting.around(spec.commandLine(), invocation, compilation, findings -> work(compilation, findings));
    }

    private int work(ProjectCompilation compilation, Findings findings) {
        Report report = compilation.report();
        Outcome outcome;
        if (reporting.wanted(invocation, compilation)) {
            // What the last compilation said is kept as text, which is not enough.
            CompilationResult result = compilation.compileAndWrite();
            findings.compiled(result);
            outcome = said(result, report);
        } else {
            outcome = new LastCompilation(invocation, options, compilation).outcome(result -> said(result, report));
        }
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
                + range(projects, "model", project -> project.models().size()) + ", "
                + range(projects, "test", project -> project.tests().size()) + ", "
                + range(
                        projects,
                        "node type",
                        project -> project.graph().nodes().size()) + ", "
                + range(
                        projects,
                        "relationship type",
                        project -> project.graph().relationships().size())
                + (projects.size() > 1 ? " each" : "");
    }

    /** {@code 3 models}, or {@code 2 to 3 models} where tenants differ. */
    private static String range(List<CompiledProject> projects, String noun, ToIntFunction<CompiledProject> number) {
        IntSummaryStatistics numbers = projects.stream().mapToInt(number).summaryStatistics();
        return numbers.getMin() == numbers.getMax()
                ? Words.count(numbers.getMax(), noun)
                : Words.number(numbers.getMin()) + " to " + Words.number(numbers.getMax()) + " " + noun + "s";
    }
}
