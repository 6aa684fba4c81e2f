package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.compiler.CompilationResult;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.select.Selection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what a project is made of. */
@Command(
        name = "ls",
        aliases = "list",
        description = "List sources, seeds, models, tests, nodes and relationships by their ids.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc ls --select +node:User"})
public final class LsCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    public LsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        CompilationResult result = compilation.compile();
        report.diagnostics(result.diagnostics());
        report.verdict(result.diagnostics(), result.uncheckedModels());
        if (result.hasErrors()) {
            return ExitCode.ERRORS.number();
        }
        DiagnosticBag bag = new DiagnosticBag();
        SortedSet<String> ids = new TreeSet<>();
        for (CompiledProject project : result.projects()) {
            Optional<Selection> selected = selection.of(project, invocation.workingDirectory(), bag);
            selected.ifPresent(found -> ids.addAll(found.ids()));
        }
        report.diagnostics(bag.sorted());
        ids.forEach(invocation.terminal()::print);
        return bag.hasErrors() ? ExitCode.ERRORS.number() : ExitCode.SUCCESS.number();
    }
}
