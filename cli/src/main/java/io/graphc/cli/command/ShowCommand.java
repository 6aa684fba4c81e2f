package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Table;
import io.graphc.compiler.CompilationResult;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the first rows of a model, seed, source, node or relationship type. */
@Command(
        name = "show",
        description = "Print the first rows of a model, seed, source, node or relationship type.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc show users --limit 5", "         graphc show node:User --tenant harbour"})
public final class ShowCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "A model or seed, source:NAME.TABLE, node:LABEL or relationship:TYPE.")
    private String name = "";

    @Option(names = "--limit", paramLabel = "N", description = "How many rows. Default: 10.")
    private int limit = 10;

    public ShowCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        CompilationResult compiled = compilation.compile();
        report.diagnostics(compiled.diagnostics());
        if (compiled.hasErrors() && compiled.projects().isEmpty()) {
            report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
            return ExitCode.ERRORS.number();
        }
        Engines engines = new Engines(compilation.directory());
        for (CompiledProject project : compiled.projects()) {
            Map<String, String> queries = queries(project);
            String query = queries.get(name);
            if (query == null) {
                report.diagnostics(List.of(unknown(queries)));
                return ExitCode.ERRORS.number();
            }
            project.tenant().ifPresent(tenant -> report.line("tenant " + tenant + ":"));
            print(project, engines, query);
        }
        return ExitCode.SUCCESS.number();
    }

    private void print(CompiledProject project, Engines engines, String query) {
        try (QueryEngine engine = engines.create(project)) {
            engine.open(project);
            Optional<SourceTable> source = project.sources().stream()
                    .filter(table -> name.equals("source:" + table.label()))
                    .findFirst();
            source.ifPresent(engine::provideSource);
            try (RowCursor rows = engine.query("SELECT * FROM (" + query + ") LIMIT " + Math.max(0, limit))) {
                new Table(invocation.terminal()).print(rows);
            }
        }
    }

    private Diagnostic unknown(Map<String, String> queries) {
        return Diagnostic.of(DiagnosticCode.UNKNOWN_SELECTION, "there is no `" + name + "` in this project")
                .hint(name, queries.keySet(), "there are")
                .help("`graphc ls` lists everything")
                .build();
    }

    /** What can be shown, by name: models as their own statement, so that they need not have been run. */
    private static Map<String, String> queries(CompiledProject project) {
        Map<String, String> queries = new LinkedHashMap<>();
        for (ModelPlan model : project.models()) {
            queries.put(model.name(), model.engineSql());
        }
        for (SeedPlan seed : project.seeds()) {
            queries.put(seed.name(), all(seed.relation()));
        }
        for (SourceTable source : project.sources()) {
            queries.put("source:" + source.label(), all(source.relation()));
        }
        List<ElementPlan> elements = new ArrayList<>();
        Stream.concat(project.graph().nodes().stream(), project.graph().relationships().stream())
                .forEach(elements::add);
        for (ElementPlan element : elements) {
            String kind = element.id().substring(0, element.id().indexOf('.'));
            queries.putIfAbsent(kind + ":" + element.name(), element.query().engineSql());
        }
        return queries;
    }

    private static String all(RelationName relation) {
        return "SELECT * FROM " + relation.quoted();
    }
}
