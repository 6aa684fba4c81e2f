package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Words;
import io.graphc.compiler.CompilationResult;
import io.graphc.plan.CompiledProject;
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
        CompilationResult result = compilation.compileAndWrite();
        report.diagnostics(result.diagnostics());
        report.verdict(result.diagnostics(), result.uncheckedModels());
        if (result.hasErrors()) {
            return ExitCode.ERRORS.number();
        }
        report.line(summary(result.projects()));
        return ExitCode.SUCCESS.number();
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
