package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.Version;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Words;
import io.graphc.compiler.CompilationResult;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.inspect.Inspected;
import io.graphc.runtime.inspect.Inspection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks everything that a run needs, and says how to mend what is wrong. */
@Command(
        name = "debug",
        description = {
            "Check the project, the profile, the engine and the graph target, one thing after the other, and say how to mend"
                    + " what is wrong.",
            "No query runs; where files go in S3 an empty object is put and removed."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc debug --target prod --graph-target neptune"})
public final class DebugCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    public DebugCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        say("graphc", Version.current() + ", Java " + Runtime.version().feature());
        say("project", compilation.directory().toString());
        CompilationResult compiled = compilation.compile();
        report.diagnostics(compiled.diagnostics());
        if (compiled.projects().isEmpty()) {
            say("compiles", "no");
            report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
            return ExitCode.ERRORS.number();
        }
        CompiledProject first = compiled.projects().get(0);
        say("compiles", compiled.hasErrors() ? "not for all tenants" : "yes");
        say(
                "tenants",
                first.tenant().isEmpty()
                        ? "none"
                        : Words.number(compiled.projects().size()));
        Path directory = compilation.directory();
        Engines engines = new Engines(directory);
        GraphWriters writers = new GraphWriters(directory);
        ExitCode engine = look(
                "engine",
                first.engine().toString(),
                report,
                inspection -> engines.inspect(first, inspection),
                () -> openEngine(engines, first));
        ExitCode target = look(
                "graph target",
                first.graphTarget().toString(),
                report,
                inspection -> writers.inspect(first, inspection),
                () -> openTarget(writers, first));
        if (compiled.hasErrors()) {
            return ExitCode.ERRORS.number();
        }
        return Math.max(engine.number(), target.number());
    }

    private static String openEngine(Engines engines, CompiledProject project) {
        try (QueryEngine engine = engines.create(project)) {
            engine.open(project);
            return "";
        }
    }

    private static String openTarget(GraphWriters writers, CompiledProject project) {
        try (GraphWriter writer = writers.create(project)) {
            writer.open(project);
            return writer.version();
        }
    }

    /** What has details is shown thing by thing; all else is opened. */
    private ExitCode look(
            String what, String name, Report report, Predicate<Inspection> details, Supplier<String> opening) {
        List<Inspected> all = new ArrayList<>();
        boolean detailed = details.test(new Inspection(thing -> {
            if (all.isEmpty()) {
                say(what, name);
            }
            all.add(thing);
            say((thing.problem().isEmpty() ? "  ok      " : "  failed  ") + thing.what(), told(thing));
        }));
        if (!detailed) {
            return check(what, name, report, opening);
        }
        List<Diagnostic> problems = all.stream()
                .flatMap(thing -> thing.problem().stream())
                .distinct()
                .toList();
        report.diagnostics(problems);
        return problems.stream()
                .map(problem -> ExitCode.of(problem.code()))
                .max(Comparator.comparingInt(ExitCode::number))
                .orElse(ExitCode.SUCCESS);
    }

    private static String told(Inspected thing) {
        return thing.problem().map(Diagnostic::message).orElse(thing.found());
    }

    private ExitCode check(String what, String name, Report report, Supplier<String> attempt) {
        try {
            String version = attempt.get();
            say(what, name + ", reached" + (version.isEmpty() ? "" : ": " + version));
            return ExitCode.SUCCESS;
        } catch (GraphcException refused) {
            Diagnostic diagnostic = refused.diagnostic();
            say(what, name + ", not usable");
            report.diagnostics(List.of(diagnostic));
            return ExitCode.of(diagnostic.code());
        }
    }

    private void say(String what, String value) {
        invocation.terminal().print(what + ": " + value);
    }
}
