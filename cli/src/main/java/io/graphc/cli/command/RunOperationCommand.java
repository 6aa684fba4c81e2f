package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.MacroCalls;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Calls a macro whose queries run on the target's engine. */
@Command(
        name = "run-operation",
        description = "Call a macro, whose queries and statements run on the target's engine.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: graphc run-operation drop_old_tables --args '{schema: dev, days: 30}'",
            "         graphc run-operation my_package.grant_all --target prod"
        })
public final class RunOperationCommand implements Callable<Integer> {
    private static final String ARGUMENTS = "--args";

    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Parameters(index = "0", paramLabel = "MACRO", description = "The macro: its name, or PACKAGE.NAME.")
    private String macro = "";

    @Option(
            names = ARGUMENTS,
            paramLabel = "YAML",
            description = "The values of its parameters by their names: --args '{schema: dev, days: 30}'")
    private Optional<String> arguments = Optional.empty();

    public RunOperationCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        MacroCalls.Call call = new MacroCalls.Call(spec.name(), macro, arguments());
        Map<String, MacroCalls> macros = new ConcurrentHashMap<>();
        ProjectCompilation compilation =
                new ProjectCompilation(invocation, options, spec.commandLine()).calling(macros::put);
        Report report = compilation.report();
        CompilationResult compiled = compilation.compile();
        report.diagnostics(compiled.diagnostics());
        if (compiled.hasErrors()) {
            report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
        }
        ExitCode exit = compiled.hasErrors() ? ExitCode.ERRORS : ExitCode.SUCCESS;
        Engines engines = new Engines(compilation.directory());
        for (CompiledProject project : compiled.projects()) {
            project.tenant().ifPresent(tenant -> report.line("tenant " + tenant + ":"));
            MacroCalls own = macros.get(project.tenant().orElse(""));
            if (own != null) {
                List<Diagnostic> problems = compilation.warnings().judge(run(call, own, project, engines, report));
                report.diagnostics(problems);
                exit = worse(exit, problems);
            }
        }
        return exit.number();
    }

    private List<YamlEntry> arguments() {
        if (arguments.isEmpty()) {
            return List.of();
        }
        DiagnosticBag bag = new DiagnosticBag();
        Optional<YamlNode> parsed = YamlParser.parse(new SourceFile(ARGUMENTS, arguments.get()), bag);
        parsed.filter(node -> !(node instanceof YamlMapping))
                .ifPresent(node -> Diagnostic.of(
                                DiagnosticCode.WRONG_KIND_OF_VALUE,
                                "`" + ARGUMENTS + "` holds " + node.kind() + ", expected a map of names to values")
                        .at(node.span())
                        .help("for example " + ARGUMENTS + " '{schema: dev, days: 30}'")
                        .report(bag));
        WrongOption.refuse(bag);
        return parsed.filter(YamlMapping.class::isInstance)
                .map(node -> ((YamlMapping) node).entries())
                .orElse(List.of());
    }

    /** Runs the macro for one tenant, and gives what was wrong. */
    private List<Diagnostic> run(
            MacroCalls.Call call, MacroCalls macros, CompiledProject project, Engines engines, Report report) {
        DiagnosticBag bag = new DiagnosticBag();
        try (QueryEngine engine = engines.create(project)) {
            engine.open(project);
            EngineQueries queries = new EngineQueries(engine, project, "operation `" + macro + "`");
            try {
                Optional<String> result = macros.run(
                        call,
                        queries,
                        (message, visible, place) -> {
                            if (visible) {
                                invocation.terminal().print(message);
                            } else if (report.verbose()) {
                                report.line(message);
                            }
                        },
                        bag);
                result.map(String::strip).filter(text -> !text.isEmpty()).ifPresent(invocation.terminal()::print);
            } finally {
                engine.notices().forEach(bag::report);
            }
        } catch (GraphcException e) {
            bag.report(e.diagnostic());
        }
        return bag.sorted();
    }

    private static ExitCode worse(ExitCode before, List<Diagnostic> problems) {
        Optional<ExitCode> failed = problems.stream()
                .filter(Diagnostic::isError)
                .map(problem -> ExitCode.of(problem.code()))
                .findFirst();
        return before == ExitCode.SUCCESS
                ? failed.orElse(before)
                : failed.map(code -> ExitCode.ERRORS).orElse(before);
    }
}
