package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.compiler.CompilationResult;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.CompiledProject;
import io.graphc.project.ProjectLoader;
import io.graphc.project.ProjectSpec;
import io.graphc.source.Located;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes what builds left in the project's folder. */
@Command(
        name = "clean",
        description = {
            "Remove the folders that clean-targets names, by default target; never anything outside the project.",
            "DuckDB files in them stay that keep the state of graphs: what was loaded, which the next run compares with."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc clean"})
public final class CleanCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Option(
            names = "--remote",
            description = "Remove in place of that what broken off builds left in S3, as far as it is this project's.")
    private boolean remote;

    @Option(
            names = "--state",
            description = "Remove these files, too. What was loaded is then known no more, nor what is to be deleted.")
    private boolean state;

    public CleanCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Path directory = compilation.directory();
        if (remote) {
            return cleanRemote(compilation, directory);
        }
        DiagnosticBag bag = new DiagnosticBag();
        Optional<ProjectSpec> project = new ProjectLoader(directory, List.of(directory)).load(bag);
        if (project.isEmpty()) {
            compilation.report().diagnostics(bag.sorted());
            return ExitCode.ERRORS.number();
        }
        boolean refused = false;
        for (Located<String> target : project.get().settings().cleanTargets()) {
            Path folder = directory.resolve(target.value()).normalize();
            if (!folder.startsWith(directory) || folder.equals(directory)) {
                compilation.report().diagnostics(List.of(outside(target)));
                refused = true;
            } else if (Files.exists(folder)) {
                remove(compilation, folder, target.value());
            }
        }
        return refused ? ExitCode.ERRORS.number() : ExitCode.SUCCESS.number();
    }

    private void remove(ProjectCompilation compilation, Path folder, String name) {
        KeptStates states = KeptStates.in(compilation.directory(), folder);
        if (!state) {
            compilation.report().diagnostics(states.unread());
        }
        FileRemoval.except(folder, path -> !state && states.keeps(path));
        boolean kept = !state && !states.isEmpty();
        invocation.terminal().print("removed " + name + (kept ? ", but for the state of graphs" : ""));
        states.lines().forEach(line -> invocation.terminal().print((kept ? "kept " : "removed ") + line));
        if (kept) {
            invocation.terminal().print("graphc clean --state removes these files, too");
        }
    }

    private int cleanRemote(ProjectCompilation compilation, Path directory) {
        CompilationResult compiled = compilation.compile();
        if (compiled.hasErrors()) {
            compilation.report().diagnostics(compiled.diagnostics());
            return ExitCode.ERRORS.number();
        }
        Engines engines = new Engines(directory);
        for (CompiledProject project : compiled.projects()) {
            engines.clean(
                    project,
                    invocation.clock().instant(),
                    folder -> invocation.terminal().print("removed " + folder));
        }
        return ExitCode.SUCCESS.number();
    }

    private static Diagnostic outside(Located<String> target) {
        return Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + target.value() + "` is not inside the project")
                .at(target.span())
                .help("name a folder below the project's own, such as `target`")
                .build();
    }
}
